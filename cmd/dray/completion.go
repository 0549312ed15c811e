package main

import "github.com/spf13/cobra"

// addCompletion adds cobra's own command, with our exit codes: a shell runs what it is
// given, and must not be given help for the script of another.
func addCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() != "completion" {
			continue
		}
		cmd.RunE, cmd.Args = listCommands, cobra.ArbitraryArgs
		for _, shell := range cmd.Commands() {
			shell.Args = noArgs
		}
	}
}
