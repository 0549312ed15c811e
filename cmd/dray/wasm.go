package main

import "github.com/spf13/cobra"

func newWasm(s streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "wasm",
		Short: "Look at WebAssembly modules, or begin one",
		RunE:  listCommands,
		Args:  cobra.ArbitraryArgs,
	}
	cmd.AddCommand(newWasmInspect(s), newWasmNew(s))
	return cmd
}
