package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/drayhq/dray/core/app"
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

func runRun(ctx context.Context, s streams, file string, dryRun bool) error {
	u, err := load(s, file, nil)
	if err != nil {
		return err
	}
	if err := u.config.CheckRun(); err != nil {
		return usageError{err}
	}
	routes, err := u.routes(ctx, false, dryRun)
	if err != nil {
		return err
	}
	a, err := app.New(u.config, routes, u.vault, u.log, dryRun)
	if err != nil {
		return usageError{errors.Join(err, routes.Close())}
	}
	u.log.Info("dray starts", "version", versionText())
	if err := a.Run(ctx); err != nil {
		u.log.Error("dray stopped", "error", err)
		return silent{err}
	}
	u.log.Info("dray stopped")
	return nil
}
