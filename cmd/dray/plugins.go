package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/drayhq/dray/plugins"
)

func newPlugins(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "plugins",
		Short: "List the plugins that a chain can name",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
			for _, p := range plugins.All() {
				fmt.Fprintf(w, "%s\t%s\n", p.Name, p.Summary)
			}
			return w.Flush()
		},
	}
}
