package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/drayhq/dray/core/app"
)

func newEmit(s streams) *cobra.Command {
	var file, topic string
	cmd := &cobra.Command{
		Use:   "emit [flags] EVENT…",
		Short: "Sign events with the client secret and produce them: to try a deployment",
		Long: "Emit signs each event as Port does and produces it to the runs topic.\n" +
			"EVENT is a file with a message, or - for NDJSON on standard input. Prints where each went.",
		Args: someArgs("event file"),
		RunE: func(cmd *cobra.Command, args []string) error { return runEmit(cmd.Context(), s, file, topic, args) },
	}
	configFlag(cmd, &file)
	cmd.Flags().StringVar(&topic, "topic", "", "the `TOPIC`, instead of the config's for runs")
	return cmd
}

func runEmit(ctx context.Context, s streams, file, topic string, args []string) error {
	u, err := load(s, file, nil)
	if err != nil {
		return err
	}
	if err := u.config.CheckKafka(); err != nil {
		return usageError{err}
	}
	a, err := app.New(u.config, nil, u.vault, u.log, false)
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
	return eachEvent(s, args, func(name string, event []byte) error {
		where, err := emitter.Emit(ctx, event)
		if err != nil {
			return fmt.Errorf("emitting %s: %w", name, err)
		}
		_, err = fmt.Fprintf(s.out, "%s %s\n", where, name)
		return err
	})
}
