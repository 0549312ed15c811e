package main

import (
	"errors"
	"log/slog"

	"github.com/spf13/cobra"

	"github.com/drayhq/dray/core/demo"
	"github.com/drayhq/dray/core/secret"
)

func newDemo(s streams) *cobra.Command {
	var serve bool
	var standIns []string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Show the whole of it in one process: no server or account is needed",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			level := slog.LevelError
			if serve {
				level = slog.LevelInfo
			}
			ctx, stop := untilSignal(cmd.Context())
			defer stop()
			if cmd.Flags().Changed("stand-ins") {
				if len(standIns) != 2 {
					return usageError{errors.New("--stand-ins takes two addresses, Port's and CircleCI's, such as :8081,:8082")}
				}
				return demo.StandIns(ctx, logger(s, slog.LevelInfo, secret.NewVault()), standIns[0], standIns[1])
			}
			return demo.Run(ctx, demo.Options{Out: s.out, Log: logger(s, level, secret.NewVault()), Serve: serve})
		},
	}
	cmd.Flags().BoolVar(&serve, "serve", false, "keep it all up, and say how to send a run")
	cmd.Flags().StringSliceVar(&standIns, "stand-ins", nil, "serve Port's and CircleCI's stand-ins on two `ADDRESSES`, and nothing else")
	cmd.MarkFlagsMutuallyExclusive("serve", "stand-ins")
	return cmd
}
