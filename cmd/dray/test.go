//go:build !lean

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/spf13/cobra"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/observe"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/core/suite"
)

type testFlags struct {
	config, only, output string
	verbose, show        bool
}

func newTest(s streams) *cobra.Command {
	var f testFlags
	cmd := &cobra.Command{
		Use:   "test [flags] [PATH…]",
		Short: "Run a config's own test cases (*_test.yaml beside it)",
		Long:  testHelp,
		RunE:  func(cmd *cobra.Command, args []string) error { return runTest(cmd.Context(), s, f, args) },
	}
	cmd.Flags().StringVar(&f.config, "config", "", "the config `FILE` of test files that name none")
	cmd.Flags().StringVar(&f.only, "run", "", "only cases whose name matches `REGEX`")
	cmd.Flags().StringVar(&f.output, "output", "text", "text or json, an object a line and case")
	cmd.Flags().BoolVarP(&f.verbose, "verbose", "v", false, "show what passed too, and what modules log")
	cmd.Flags().BoolVar(&f.show, "show-secrets", false, "show secrets instead of ***")
	return cmd
}

func runTest(ctx context.Context, s streams, f testFlags, paths []string) error {
	write, err := outcomeWriter(s.out, f)
	if err != nil {
		return usageError{err}
	}
	tests := suite.Suite{Config: f.config, Show: f.show, Log: func(vault *secret.Vault) *slog.Logger {
		if !f.verbose {
			return slog.New(slog.DiscardHandler)
		}
		return logger(s, slog.LevelInfo, vault)
	}}
	if f.only != "" {
		if tests.Only, err = regexp.Compile(f.only); err != nil {
			return usageError{fmt.Errorf("--run: %w", err)}
		}
	}
	if len(paths) == 0 {
		paths = []string{configFolder(f.config)}
	}
	files, err := suite.Find(paths)
	if err != nil {
		return usageError{err}
	}
	time.Local = time.UTC // what jq's localtime goes by, wherever the test runs
	return runTests(ctx, tests, files, write)
}

// runTests goes on after what is wrong with a file.
func runTests(ctx context.Context, tests suite.Suite, files []string, write func(suite.Outcome) error) error {
	var wrong []error
	failed, all := 0, 0
	for _, file := range files {
		outcome, err := tests.Run(ctx, file)
		if err != nil {
			wrong = append(wrong, err)
			if len(outcome.Results) == 0 {
				continue
			}
		}
		failed, all = failed+outcome.Failed(), all+len(outcome.Results)
		if err := write(outcome); err != nil {
			return fmt.Errorf("writing what was found: %w", err)
		}
	}
	switch {
	case len(wrong) > 0:
		return usageError{errors.Join(wrong...)}
	case all == 0:
		return usageError{fmt.Errorf("no case has a name that matches --run %s", tests.Only)}
	case failed > 0:
		return silent{errors.New("a case failed")}
	}
	return nil
}

// outcomeWriter gives what writes an outcome in the wanted form.
func outcomeWriter(w io.Writer, f testFlags) (func(suite.Outcome) error, error) {
	switch f.output {
	case "text":
		style := suite.Style{Verbose: f.verbose}
		if file, ok := w.(*os.File); ok {
			style.Color = !observe.OptionsFor(file, os.Environ(), nil).NoColor
		}
		return func(o suite.Outcome) error { return o.Text(w, style) }, nil
	case "json":
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return func(o suite.Outcome) error {
			for _, r := range o.Results {
				if err := enc.Encode(r); err != nil {
					return err
				}
			}
			return nil
		}, nil
	default:
		return nil, fmt.Errorf("--output %q: it can be text or json", f.output)
	}
}

// configFolder gives the folder of the config that dray would use.
func configFolder(file string) string {
	if file != "" {
		return filepath.Dir(file)
	}
	_, own := os.Stat("dray.yaml")
	if _, err := os.Stat(config.System); own != nil && err == nil {
		return filepath.Dir(config.System)
	}
	return "."
}
