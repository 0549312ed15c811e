package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/dlq"
)

func newDLQ(s streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "dlq",
		Short: "Look at dead letters, replay and drop them",
		Long: "Where there is a store (store.path), dray parks in it what it could not deliver. These\n" +
			"commands ask the dray that holds the store; where none runs they open it themselves.",
		RunE: listCommands,
		Args: cobra.ArbitraryArgs,
	}
	cmd.AddCommand(newDLQList(s), newDLQShow(s), newDLQReplay(s), newDLQDrop(s))
	return cmd
}

// letterFlags are what every command about letters has, and what chooses them.
type letterFlags struct {
	dlq.Choice
	file, output string
	filter       deadletter.Filter // as the choice reads
}

func (f *letterFlags) add(cmd *cobra.Command) {
	configFlag(cmd, &f.file)
	cmd.Flags().StringVar(&f.output, "output", "text", "text or json, an object a line")
}

func (f *letterFlags) addFilters(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.Route, "route", "", "those of this `ROUTE`")
	flags.StringVar(&f.Action, "action", "", "those of this `ACTION`")
	flags.StringVar(&f.Run, "run", "", "those of this `RUN`")
	flags.StringVar(&f.Class, "class", "", "those of this `CLASS`: junk, exhausted, unknown, in_doubt, trap")
	flags.StringVar(&f.Older, "older", "", "those parked longer ago than `AGE`, such as 90m or 7d, or before a time")
	flags.StringVar(&f.Newer, "newer", "", "those parked since `AGE`, or after a time")
	flags.IntVar(&f.Limit, "limit", 0, "the oldest `N` of them")
}

// open reads the choice and gets to the letters.
func (f *letterFlags) open(ctx context.Context, s streams) (letters dlq.Letters, done func() error, err error) {
	u, err := load(s, f.file, nil)
	if err != nil {
		return nil, nil, err
	}
	if f.filter, err = f.Filter(time.Now()); err != nil {
		return nil, nil, usageError{err}
	}
	letters, done, err = dlq.Open(ctx, u.config, u.vault, u.log)
	if errors.Is(err, dlq.ErrNoStore) {
		return nil, nil, usageError{err}
	}
	return letters, done, err
}
