package main

import (
	"github.com/spf13/cobra"

	"github.com/drayhq/dray/core/demo"
	"github.com/drayhq/dray/core/secret"
)

func newDemo(s streams) *cobra.Command {
	var serve bool
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Show the whole of it in one process: no server or account is needed",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			level := "error"
			if serve {
				level = "info"
			}
			ctx, stop := untilSignal(cmd.Context())
			defer stop()
			return demo.Run(ctx, demo.Options{Out: s.out, Log: logger(s, level, secret.NewVault()), Serve: serve})
		},
	}
	cmd.Flags().BoolVar(&serve, "serve", false, "keep it all up, and say how to send a run")
	return cmd
}
