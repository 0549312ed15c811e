package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What stops dray at start can come from a file that someone else has made.
func TestAnErrorIsShownAndNotObeyed(t *testing.T) {
	dir := t.TempDir()
	const name = "a\x1b[31m.wasm"
	if err := os.WriteFile(dir+string(filepath.Separator)+name, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs strings.Builder
	code := run(t.Context(), streams{in: strings.NewReader("{}\n"), out: &out, err: &errs}, []string{"explain", "--transforms", dir, "-"})
	if code != exitUsage || strings.Contains(errs.String(), "\x1b") || !strings.Contains(errs.String(), `a\x1b[31m.wasm: the file is empty`) {
		t.Errorf("%d: %q", code, errs.String())
	}
}
