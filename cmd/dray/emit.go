package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/drayhq/dray/core/app"
)

func newEmit(s streams) *cobra.Command {
	var file, topic string
	var every time.Duration
	cmd := &cobra.Command{
		Use:   "emit [flags] EVENT…",
		Short: "Sign events with the client secret and produce them: to try a deployment",
		Long: "Emit signs each event as Port does and produces it to the runs topic.\n" +
			"EVENT is a file with a message, or - for NDJSON on standard input. Prints where each went.",
		Args: someArgs("event file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runEmit(cmd.Context(), s, file, topic, every, args)
		},
	}
	configFlag(cmd, &file)
	cmd.Flags().StringVar(&topic, "topic", "", "the `TOPIC`, instead of the config's for runs")
	cmd.Flags().DurationVar(&every, "every", 0, "send them again each `TIME`, such as 2s, under run ids of their own, until Ctrl-C")
	return cmd
}

func runEmit(ctx context.Context, s streams, file, topic string, every time.Duration, args []string) error {
	u, err := load(s, file, nil)
	if err != nil {
		return err
	}
	if u.config.Polling.Enabled {
		return usageError{errors.New("runs are claimed from Port (polling.enabled, or STREAMER_NAME=POLLING), and no topic is read that could be written to: run the action in Port")}
	}
	if err := u.config.CheckKafka(); err != nil {
		return usageError{err}
	}
	a, err := app.New(u.config, nil, u.vault, u.log, false, nil)
	if err != nil {
		return usageError{err}
	}
	emitter, err := a.Emitter(ctx, topic)
	if err != nil {
		return err
	}
	defer emitter.Close()
	if !emitter.Signs() {
		u.log.Warn("the events are not signed: there is no client secret, or the topic is the change log's")
	}
	ctx, stop := untilSignal(ctx)
	defer stop()
	return again(ctx, every, func() error {
		return eachEvent(s, args, func(name string, event []byte) error {
			if every > 0 {
				event = renamed(event)
			}
			where, err := emitter.Emit(ctx, event)
			if err != nil {
				return fmt.Errorf("emitting %s: %w", name, err)
			}
			_, err = fmt.Fprintf(s.out, "%s %s\n", where, name)
			return err
		})
	})
}
