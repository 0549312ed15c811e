package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/admin/socket"
)

func newPause(s streams) *cobra.Command {
	return onRoutes(s, "pause", "Have routes of the dray that runs begin nothing new",
		"Pause has a route begin nothing new until `dray resume`, or until dray is started again. What\n"+
			"it has begun goes on; runs wait in Kafka. Without a ROUTE it pauses all of them.",
		"paused", (*admin.Client).Pause)
}

func newResume(s streams) *cobra.Command {
	return onRoutes(s, "resume", "Have paused routes go on",
		"Resume ends a `dray pause`. Without a ROUTE it resumes all of them.", "resumed", (*admin.Client).Resume)
}

func onRoutes(s streams, name, short, long, done string, do func(*admin.Client, context.Context, string) error) *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use: name + " [flags] [ROUTE…]", Short: short, Long: long,
		RunE: func(cmd *cobra.Command, routes []string) error {
			u, err := load(s, file, nil)
			if err != nil {
				return err
			}
			client, err := admin.Connect(cmd.Context(), socket.Of(u.config), u.config.Store.Path)
			if err != nil {
				return fmt.Errorf("finding a dray that runs: %w", err)
			}
			defer client.Close()
			if len(routes) == 0 {
				routes = []string{""}
			}
			for _, route := range routes {
				if err := do(client, cmd.Context(), route); err != nil {
					return err
				}
				what := "route " + route
				if route == "" {
					what = "all routes"
				}
				if _, err := fmt.Fprintf(s.out, "%s %s\n", done, what); err != nil {
					return err
				}
			}
			return nil
		},
	}
	configFlag(cmd, &file)
	return cmd
}
