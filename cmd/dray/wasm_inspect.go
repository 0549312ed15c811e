package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/drayhq/dray/plugins/wasm/inspect"
)

func newWasmInspect(s streams) *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "inspect [flags] FILE…",
		Short: "Show a module's kind, digest, imports and exports, and whether dray would load it",
		Long: "Inspect reads modules without running any of them. It exits 1 if dray would not load one of\n" +
			"them with its default limits, and says why. What a module does when it is started, it can't\n" +
			"tell: `dray check` starts those of the config.",
		Args: someArgs("file"),
		RunE: func(cmd *cobra.Command, args []string) error { return runWasmInspect(cmd.Context(), s, output, args) },
	}
	cmd.Flags().StringVar(&output, "output", "text", "text or json, an object a line")
	return cmd
}

func runWasmInspect(ctx context.Context, s streams, output string, paths []string) error {
	show, err := reportWriter(s.out, output)
	if err != nil {
		return usageError{err}
	}
	unusable := false
	var unread []error
	for _, path := range paths {
		report, err := inspect.File(ctx, path)
		if err != nil {
			unread = append(unread, fmt.Errorf("%s: %w", path, err))
			continue
		}
		if err := show(report); err != nil {
			return fmt.Errorf("writing what was found: %w", err)
		}
		unusable = unusable || !report.Usable
	}
	switch {
	case len(unread) > 0:
		return usageError{errors.Join(unread...)}
	case unusable:
		return silent{errors.New("a module can't be used")}
	}
	return nil
}

func reportWriter(w io.Writer, form string) (func(inspect.Report) error, error) {
	switch form {
	case "text":
		return func(r inspect.Report) error { return r.Text(w) }, nil
	case "json":
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return func(r inspect.Report) error { return enc.Encode(r) }, nil
	default:
		return nil, fmt.Errorf("--output %q: it can be text or json", form)
	}
}
