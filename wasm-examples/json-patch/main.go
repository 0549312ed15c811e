// Command json-patch is a WASI command that applies the JSON Patch of its config to
// the request: README.md says more. It needs nothing of dray.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// document is what dray writes to standard input.
type document struct {
	Request any `json:"request"`
	Config  struct {
		Patch     []operation `json:"patch"`
		Otherwise string      `json:"otherwise"` // what a test that doesn't hold does: "fail" or "drop"
	} `json:"config"`
}

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1) //nolint:forbidigo // a command's answer to dray
	}
}

// run answers with {"request": what to merge}, or {"fail": why} or {"drop": why}.
func run(in io.Reader, out io.Writer) error {
	var doc document
	if err := decode(in, &doc); err != nil {
		return fmt.Errorf("reading the document: %w", err)
	}
	if otherwise := doc.Config.Otherwise; otherwise != "" && otherwise != "fail" && otherwise != "drop" {
		return fmt.Errorf("config.otherwise is %q: it can be fail or drop", otherwise)
	}
	after := clone(doc.Request)
	for i, op := range doc.Config.Patch {
		var err error
		if after, err = op.apply(after); err != nil {
			return answer(out, doc.Config.Otherwise, fmt.Sprintf("operation %d, %s %s: %v", i, op.Op, op.Path, err))
		}
	}
	change, changed := difference(doc.Request, after)
	if !changed {
		return nil // nothing on standard output changes nothing
	}
	return encode(out, map[string]any{"request": change})
}

func answer(out io.Writer, otherwise, why string) error {
	if otherwise == "" {
		otherwise = "fail"
	}
	return encode(out, map[string]any{otherwise: why})
}

func decode(in io.Reader, into any) error {
	dec := json.NewDecoder(in)
	dec.UseNumber()
	return dec.Decode(into)
}

func encode(out io.Writer, value any) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return enc.Encode(value)
}
