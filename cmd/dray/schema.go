package main

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/drayhq/dray/configs"
)

func newSchema(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of the config file, for editors",
		Long: "Schema prints the JSON Schema (draft 2020-12) of the config file. An editor with YAML's\n" +
			"language server completes and checks a config that begins with\n\n" +
			"  # yaml-language-server: $schema=dray.schema.json\n\n" +
			"beside what `dray schema > dray.schema.json` has written.",
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := io.WriteString(s.out, configs.Schema)
			return err
		},
	}
}
