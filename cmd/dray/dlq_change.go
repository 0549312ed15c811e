package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/dustin/go-humanize/english"
	"github.com/spf13/cobra"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/dlq"
	"github.com/drayhq/dray/core/dlq/view"
)

const meant = "IDs can be the beginnings of ids; in their place filters choose letters, and --all all of them."

func newDLQReplay(s streams) *cobra.Command {
	var noWait bool
	cmd := changing(s, func(ctx context.Context, letters dlq.Letters, f deadletter.Filter, each func(admin.Fate) error) error {
		return letters.Replay(ctx, f, !noWait, each)
	})
	cmd.Use = "replay [flags] [ID…]"
	cmd.Short = "Send dead letters through their routes' chains again"
	cmd.Long = "Replay has dray take letters through the chains that it has now, with their original run ids,\n" +
		"and says what became of each. Where no dray runs they go out when one starts. A letter that is\n" +
		"in doubt or unknown can start a second pipeline: look there first.\n" + meant
	cmd.Flags().BoolVar(&noWait, "no-wait", false, "don't wait for what becomes of them")
	return cmd
}

func newDLQDrop(s streams) *cobra.Command {
	var reason string
	cmd := changing(s, func(ctx context.Context, letters dlq.Letters, f deadletter.Filter, each func(admin.Fate) error) error {
		return letters.Drop(ctx, f, reason, each)
	})
	cmd.Use = "drop [flags] [ID…]"
	cmd.Short = "Remove dead letters, and have Port told that their runs failed"
	cmd.Long = "Drop removes letters for good. Port is told FAILURE, with the reason, where it has not been.\n" + meant
	cmd.Flags().StringVar(&reason, "reason", "", "`WHY`, for who looks at the run in Port")
	return cmd
}

// changing makes a command that does something to the letters that are meant.
func changing(s streams, do func(context.Context, dlq.Letters, deadletter.Filter, func(admin.Fate) error) error) *cobra.Command {
	var f letterFlags
	cmd := &cobra.Command{RunE: func(cmd *cobra.Command, args []string) error {
		f.IDs = args
		return runDLQChange(cmd, s, &f, do)
	}}
	f.add(cmd)
	f.addFilters(cmd)
	cmd.Flags().BoolVar(&f.All, "all", false, "all dead letters")
	return cmd
}

func runDLQChange(cmd *cobra.Command, s streams, f *letterFlags,
	do func(context.Context, dlq.Letters, deadletter.Filter, func(admin.Fate) error) error,
) (err error) {
	if err := view.Check(f.output); err != nil {
		return usageError{err}
	}
	if f.Unsaid() {
		return usageError{fmt.Errorf("%s needs ids, filters or --all (see `%s --help`)", cmd.Name(), cmd.CommandPath())}
	}
	ctx := cmd.Context()
	letters, done, err := f.open(ctx, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	filter, some, err := f.Meant(ctx, letters, f.filter)
	if err != nil {
		return err
	}
	bad, all := 0, 0
	if some {
		err = do(ctx, letters, filter, func(fate admin.Fate) error {
			if all++; fate.Bad() {
				bad++
			}
			return view.Fate(s.out, f.output, fate)
		})
	}
	switch {
	case err != nil:
		return err
	case all == 0:
		fmt.Fprintln(s.err, "no dead letters")
	case bad > 0:
		return fmt.Errorf("%d of %s did not go well", bad, english.Plural(all, "letter", ""))
	}
	return nil
}
