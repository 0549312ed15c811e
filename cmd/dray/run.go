package main

import (
	"context"
	"errors"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/drayhq/dray/core/app"
	"github.com/drayhq/dray/core/app/watch"
)

func newRun(s streams) *cobra.Command {
	var file string
	var dryRun bool
	cmd := &cobra.Command{
		Use:   "run",
		Short: "Dispatch runs until SIGTERM",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return runRun(cmd.Context(), s, file, dryRun) },
	}
	configFlag(cmd, &file)
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "send and report nothing, and say what would be: to run beside port-agent under another group")
	return cmd
}

// gcPercent lets garbage grow to three times what is in use, rather than to as
// much: what is in use is a few megabytes, so that room costs little, and every
// round of the collector shrinks stacks that the next run grows again.
const gcPercent = 300

// memoryLimit is where garbage has to make room all the same, so that a long queue of
// runs doesn't take four times its size. What is in use may exceed it.
const memoryLimit = 100 << 20

func runRun(ctx context.Context, s streams, file string, dryRun bool) error {
	ctx, stop := untilSignal(ctx)
	defer stop()
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
	u, err := load(s, file, nil)
	if err != nil {
		return err
	}
	if err := u.config.CheckRun(); err != nil {
		return usageError{err}
	}
	watches, err := watch.New(ctx, u.config, versionText(), dryRun, u.vault, u.log)
	if err != nil {
		return usageError{err}
	}
	u.trapped = watches.Trapped()
	sources, done := u.sources(file, dryRun)
	defer done()
	routes, err := sources.Open(ctx, u.config, u.book)
	if err != nil {
		return usageError{err}
	}
	a, err := app.New(u.config, routes, u.vault, u.log, dryRun, watches)
	if err != nil {
		return usageError{errors.Join(err, routes.Close())}
	}
	a.Version, a.Sources = versionText(), sources
	u.log.Info("dray starts", "version", versionText())
	switch err := a.Run(ctx); {
	case errors.Is(err, app.ErrSetup):
		return usageError{err}
	case err != nil:
		u.log.Error("dray stopped", "error", err)
		return silent{err}
	}
	u.log.Info("dray stopped")
	return nil
}
