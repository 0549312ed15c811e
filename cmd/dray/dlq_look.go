package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/drayhq/dray/core/dlq"
	"github.com/drayhq/dray/core/dlq/view"
)

func newDLQList(s streams) *cobra.Command {
	var f letterFlags
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List dead letters, the oldest first",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return runDLQList(cmd.Context(), s, &f) },
	}
	f.add(cmd)
	f.addFilters(cmd)
	return cmd
}

func runDLQList(ctx context.Context, s streams, f *letterFlags) (err error) {
	list, err := view.NewList(s.out, f.output)
	if err != nil {
		return usageError{err}
	}
	letters, done, err := f.open(ctx, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	if err := f.Each(ctx, letters, f.filter, list.Add); err != nil {
		return err
	}
	some, err := list.Close()
	if err == nil && !some {
		fmt.Fprintln(s.err, "no dead letters")
	}
	return err
}

func newDLQShow(s streams) *cobra.Command {
	var f letterFlags
	var raw bool
	cmd := &cobra.Command{
		Use:   "show [flags] ID",
		Short: "Show all of a dead letter, the original message with it",
		Long: "Show writes all that is known of a letter, and the message as Port published it. ID can be\n" +
			"its beginning. The message is the original: nothing in it is masked, also what is secret.",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{fmt.Errorf("show needs one id (see `%s --help`)", cmd.CommandPath())}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return runDLQShow(cmd.Context(), s, &f, args[0], raw) },
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&raw, "raw", false, "the bytes of the original message and nothing else")
	return cmd
}

func runDLQShow(ctx context.Context, s streams, f *letterFlags, id string, raw bool) (err error) {
	if err := view.Check(f.output); err != nil {
		return usageError{err}
	}
	letters, done, err := f.open(ctx, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	letter, err := dlq.Find(ctx, letters, id)
	switch {
	case err != nil:
		return err
	case raw:
		_, err = s.out.Write(letter.Value)
	default:
		err = view.Letter(s.out, f.output, letter)
	}
	return err
}
