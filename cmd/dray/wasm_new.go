package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/drayhq/dray/core/scaffold"
)

func newWasmNew(s streams) *cobra.Command {
	var language string
	languages := strings.Join(scaffold.Languages(), "|")
	cmd := &cobra.Command{
		Use:   "new --lang " + languages + " DIR",
		Short: "Begin a module: its source and the SDK's, a Makefile and a test",
		Long: "New fills DIR, which must be empty or not there yet, with a small module that works, the SDK\n" +
			"that it is written with, and a test of its own. README.md in it says what to install.",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{fmt.Errorf("new needs one folder (see `%s --help`)", cmd.CommandPath())}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return runWasmNew(s, language, args[0]) },
	}
	cmd.Flags().StringVar(&language, "lang", "", "the `LANGUAGE`: "+strings.Join(scaffold.Languages(), ", "))
	return cmd
}

func runWasmNew(s streams, language, dir string) error {
	if language == "" {
		return usageError{fmt.Errorf("--lang is missing: it can be %s", strings.Join(scaffold.Languages(), ", "))}
	}
	full, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("finding the folder: %w", err)
	}
	name := scaffold.Name(full)
	files, err := scaffold.Files(language, name)
	if err != nil {
		return usageError{fmt.Errorf("--lang: %w", err)}
	}
	if err := scaffold.Free(dir); err != nil {
		return usageError{err}
	}
	if err := scaffold.Write(dir, files); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "%s holds the module %s now. README.md says what it needs; then:\n\n  cd %s\n  make test\n", dir, name, dir)
	return err
}
