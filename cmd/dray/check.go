package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/dustin/go-humanize/english"
	"github.com/spf13/cobra"

	"github.com/drayhq/dray/core/app"
	"github.com/drayhq/dray/core/check"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/route"
)

func newCheck(s streams) *cobra.Command {
	var file string
	var connect bool
	var events []string
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Validate config and mapping; with --connect try Kafka, Port and CircleCI",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return runCheck(cmd.Context(), s, file, connect, events) },
	}
	configFlag(cmd, &file)
	cmd.Flags().BoolVar(&connect, "connect", false, "try Kafka, Port and CircleCI too, triggering nothing")
	cmd.Flags().StringArrayVar(&events, "event", nil, "with --connect, a `FILE` with a message as Port publishes it: "+
		"ask CircleCI whether token, project and endpoint of the pipeline that it would trigger go together")
	return cmd
}

// runCheck shows on stdout what it found, with every secret masked.
func runCheck(ctx context.Context, s streams, file string, connect bool, events []string) error {
	if len(events) > 0 && !connect {
		return usageError{errors.New("--event asks CircleCI: it needs --connect")}
	}
	u, err := load(s, file, nil)
	if err != nil {
		return err
	}
	if err := u.config.CheckRun(); err != nil {
		return usageError{err}
	}
	routes, err := u.routes(ctx, false, false, true)
	if err != nil {
		return err
	}
	a, err := app.New(u.config, routes, u.vault, u.log, true, nil)
	if err != nil {
		return usageError{errors.Join(err, routes.Close())}
	}
	defer func() { _ = routes.Close() }() // nothing was sent
	var unsaid error
	say := func(format string, args ...any) {
		_, err := fmt.Fprintln(s.out, u.vault.Mask(fmt.Sprintf(format, args...)))
		unsaid = cmp.Or(unsaid, err)
	}
	where := u.config.Path
	if where == "" {
		where = "port-agent's environment, no config file"
	}
	say("config    %s: ok, %s", where, english.Plural(len(routes), "route", ""))
	for _, part := range append(keeping(u.config), parts(routes)...) {
		say("%-9s %s", part.step, part.text)
	}
	for _, text := range append(u.config.Warnings, doubts(routes)...) {
		say("warning   %s", text)
	}
	broken := connect && !tryAll(ctx, a, u.config, say)
	fits, err := tryEvents(ctx, u.config, routes, events, say)
	if err != nil {
		return err
	}
	switch {
	case unsaid != nil:
		return fmt.Errorf("writing what was found: %w", unsaid)
	case broken || !fits:
		return silent{errors.New("something can't be reached")}
	}
	return nil
}

// tryAll says what can be reached, and whether all of it can that is set.
func tryAll(ctx context.Context, a *app.App, c *config.Config, say func(string, ...any)) bool {
	ok := true
	for _, r := range check.Connect(ctx, a, c, environMap()) {
		switch {
		case r.Err == nil:
			say("%-9s ok", r.What)
		case untried(r.Err):
			say("%-9s not tried: %v", r.What, r.Err)
		default:
			ok = false
			say("%-9s %v", r.What, r.Err)
		}
	}
	return ok
}

// tryEvents says what CircleCI has to say of the pipelines that events would trigger,
// and whether all is well with that.
func tryEvents(ctx context.Context, c *config.Config, routes route.Table, files []string, say func(string, ...any)) (fits bool, err error) {
	fits = true
	for _, file := range files {
		raw, err := os.ReadFile(filepath.Clean(file))
		if err != nil {
			return false, usageError{fmt.Errorf("reading the event: %w", err)}
		}
		found, err := check.Event(ctx, c, routes, raw)
		switch {
		case err == nil:
			say("event     %s: ok, %s", file, found)
		case untried(err):
			say("event     %s: not tried: %v", file, err)
		default:
			fits = false
			say("event     %s: %v", file, err)
		}
	}
	return fits, nil
}

func untried(err error) bool {
	_, ok := errors.AsType[check.UntriedError](err)
	return ok || errors.Is(err, app.ErrNoCredentials)
}

func environMap() map[string]string {
	out := map[string]string{}
	for _, entry := range os.Environ() {
		name, value, _ := strings.Cut(entry, "=")
		out[name] = value
	}
	return out
}
