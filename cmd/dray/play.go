//go:build !lean

package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/drayhq/dray/core/play"
	"github.com/drayhq/dray/core/play/page"
)

type playFlags struct {
	config, mapping, transforms, listen string
	env                                 []string
}

func newPlay(s streams) *cobra.Command {
	var f playFlags
	cmd := &cobra.Command{
		Use:   "play [flags] [EVENT]",
		Short: "Try events, mappings and modules on a local web page, without sending",
		Long: "Play serves a page that shows, while you type, what explain would: event, mapping and modules on\n" +
			"the left, the request and each step on the right. It prints the page's address and serves it until\n" +
			"Ctrl-C. The page begins with the config's mapping, which stands for that of every jq step, and\n" +
			"with the example's where there is neither. It never writes to your files.",
		Args: atMostOne,
		RunE: func(cmd *cobra.Command, args []string) error { return runPlay(cmd.Context(), s, f, args) },
	}
	configFlag(cmd, &f.config)
	cmd.Flags().StringVar(&f.mapping, "mapping", "", "the mapping `FILE` to begin with, instead of the config's")
	cmd.Flags().StringVar(&f.transforms, "transforms", "", "the `DIR` of transform modules, instead of the config's")
	cmd.Flags().StringVar(&f.listen, "listen", "127.0.0.1:0", "the `ADDRESS` to serve the page at; 0 chooses a port")
	cmd.Flags().StringArrayVar(&f.env, "env", nil, "the `NAME` of an environment variable that mappings may read; others they see only as filled in on the page")
	return cmd
}

func runPlay(ctx context.Context, s streams, f playFlags, args []string) error {
	ctx, stop := untilSignal(ctx)
	defer stop()
	u, err := loadWith(s, f.config, f.mapping, f.transforms)
	if err != nil {
		return usageError{err}
	}
	start, err := begin(u, f, args)
	if err != nil {
		return usageError{err}
	}
	env := u.env(u.config)
	env.Watch, env.Environ = true, nil
	for _, name := range f.env {
		value, set := os.LookupEnv(name)
		if !set {
			return usageError{fmt.Errorf("--env %s: the environment variable is not set", name)}
		}
		env.Environ = append(env.Environ, name+"="+value)
	}
	bench, err := play.New(ctx, play.Options{Config: u.config, Env: env, Explainer: u.explainer(), Mapping: start.File})
	if err != nil {
		return usageError{err}
	}
	defer func() { _ = bench.Close() }() // nothing was sent
	if own := bench.Modules(); len(own) > 0 {
		start.Modules = own
	}
	listener, at, err := page.Listen(ctx, f.listen)
	if err != nil {
		return usageError{err}
	}
	if !at.Loopback() {
		u.log.Warn("others get to this page too, and it runs the mappings and modules that they give it", "listen", f.listen)
	}
	fmt.Fprintln(s.out, at)
	return page.Serve(ctx, listener, page.Handler(bench, start, at), u.log)
}

// begin gives what the page begins with.
func begin(u setup, f playFlags, args []string) (play.Start, error) {
	start, err := play.Begin(u.config)
	if err != nil {
		return start, err
	}
	start.Passed = f.env
	start.File = cmp.Or(f.mapping, start.File)
	for _, flag := range [][]string{{"--config", f.config}, {"--transforms", f.transforms}} {
		if flag[1] != "" {
			start.Flags = append(start.Flags, flag...)
		}
	}
	for _, name := range args {
		event, err := readEvent(name)
		if err != nil {
			return start, fmt.Errorf("reading the event: %w", err)
		}
		start.Event = event
	}
	return start, nil
}

// mostEvent is what the page can be given, in bytes, with a mapping beside it.
const mostEvent = 4 << 20

func readEvent(name string) (string, error) {
	file, err := os.Open(filepath.Clean(name))
	if err != nil {
		return "", err //nolint:wrapcheck // it names the file
	}
	defer func() { _ = file.Close() }() // it was read only
	text, err := io.ReadAll(io.LimitReader(file, mostEvent+1))
	if err == nil && len(text) > mostEvent {
		err = fmt.Errorf("%s has more than %d bytes, which is too much for a page", name, mostEvent)
	}
	return string(text), err
}

// atMostOne is cobra.MaximumNArgs(1) with exit code 2.
func atMostOne(cmd *cobra.Command, args []string) error {
	if err := cobra.MaximumNArgs(1)(cmd, args); err != nil {
		return usageError{err}
	}
	return nil
}
