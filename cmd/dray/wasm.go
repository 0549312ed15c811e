package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func newWasm(s streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "wasm",
		Short: "Look at WebAssembly modules, or begin one",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf("unknown command %q: `dray wasm --help` lists them", args[0])}
			}
			return cmd.Help()
		},
		Args: cobra.ArbitraryArgs,
	}
	cmd.AddCommand(newWasmInspect(s), newWasmNew(s))
	return cmd
}
