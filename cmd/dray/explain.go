package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/drayhq/dray/core/app"
	"github.com/drayhq/dray/core/app/table"
	"github.com/drayhq/dray/core/explain"
	"github.com/drayhq/dray/sdk"
)

type explainFlags struct {
	config, mapping, transforms, response, output string
	show                                          bool
}

func newExplain(s streams) *cobra.Command {
	var f explainFlags
	cmd := &cobra.Command{
		Use:   "explain [flags] EVENT…",
		Short: "Show what would be sent for an event, step by step, without sending",
		Long: "Explain takes each event through verification, routing and every step up to the request.\n" +
			"EVENT is a file with a message as Port publishes it, or - for NDJSON on standard input.",
		Args: someArgs("event file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runExplain(cmd.Context(), s, f, args)
		},
	}
	cmd.Flags().StringVar(&f.config, "config", "", "the config `FILE`")
	cmd.Flags().StringVar(&f.mapping, "mapping", "", "the mapping `FILE` of every jq step, instead of the config's")
	cmd.Flags().StringVar(&f.transforms, "transforms", "", "the `DIR` of transform modules, instead of the config's")
	cmd.Flags().StringVar(&f.response, "response", "", "a `FILE` with what the endpoint would answer: {\"status\", \"headers\", \"body\"}")
	cmd.Flags().StringVar(&f.output, "output", "text", "text or json, an object a line")
	cmd.Flags().BoolVar(&f.show, "show-secrets", false, "show secrets instead of ***")
	return cmd
}

func runExplain(ctx context.Context, s streams, f explainFlags, args []string) error {
	write, err := writer(s.out, f.output)
	if err != nil {
		return usageError{err}
	}
	e, stop, err := explainer(ctx, s, f)
	if err != nil {
		return usageError{err}
	}
	defer stop()
	return eachEvent(s, args, func(name string, raw []byte) error { return write(e.Explain(ctx, name, raw)) })
}

// writer gives what writes an explanation in the wanted form.
func writer(w io.Writer, form string) (func(explain.Explanation) error, error) {
	switch form {
	case "text":
		return func(x explain.Explanation) error { return x.Text(w) }, nil
	case "json":
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return func(x explain.Explanation) error { return enc.Encode(x) }, nil
	default:
		return nil, fmt.Errorf("--output %q: it can be text or json", form)
	}
}

// reply reads a --response file.
func reply(path string) (*sdk.Reply, error) {
	if path == "" {
		return nil, nil
	}
	raw, err := os.ReadFile(filepath.Clean(path))
	if err != nil {
		return nil, fmt.Errorf("reading the response: %w", err)
	}
	response, err := explain.ReadReply(raw)
	if err != nil {
		return nil, fmt.Errorf("reading the response %s: %w", path, err)
	}
	return response, nil
}

// explainer opens the config leniently. stop closes what was opened.
func explainer(ctx context.Context, s streams, f explainFlags) (e explain.Explainer, stop func(), err error) {
	u, err := loadWith(s, f.config, f.mapping, f.transforms)
	if err != nil {
		return e, nil, err
	}
	response, err := reply(f.response)
	if err != nil {
		return e, nil, err
	}
	routes, err := u.routes(ctx, true, false, true)
	if err != nil {
		return e, nil, err
	}
	e = u.explainer()
	e.Routes, e.Response, e.Show = routes, response, f.show
	return e, func() { _ = routes.Close() }, nil // nothing was sent, so nothing is lost
}

// explainer gives what explains by the config, but for its routes.
func (u setup) explainer() explain.Explainer {
	return explain.Explainer{Gate: app.NewGate(u.config), Secrets: u.vault.Set(), Detailed: u.config.Log.Detailed}
}

// loadWith reads the config, with another mapping and folder of modules where these are
// not "". They are relative to where dray was called.
func loadWith(s streams, file, mapping, transforms string) (u setup, err error) {
	flags := map[string]any{}
	if transforms != "" {
		if flags["wasm.dir"], err = filepath.Abs(transforms); err != nil {
			return u, fmt.Errorf("finding the transforms: %w", err)
		}
		if _, err := os.ReadDir(transforms); err != nil {
			return u, fmt.Errorf("looking for modules in --transforms: %w", err)
		}
	}
	if u, err = load(s, file, flags); err != nil {
		return u, err
	}
	if mapping == "" {
		return u, nil
	}
	return u, table.UseMapping(u.config, mapping)
}
