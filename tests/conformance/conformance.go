package conformance

import (
	"os"
	"path/filepath"
	"testing"
)

// Dir gives the folder of the cases as an absolute path. Without it the test is skipped.
func Dir(tb testing.TB) string {
	tb.Helper()
	dir := os.Getenv("DRAY_CONFORMANCE_DIR")
	if dir == "" {
		dir = filepath.Join(root(tb), "..", "shared", "conformance")
	}
	if _, err := os.Stat(dir); err != nil {
		tb.Skipf("no conformance cases: put them beside the repository, as ../shared/conformance, "+
			"or name their folder in DRAY_CONFORMANCE_DIR: %v", err)
	}
	return dir
}

// Read gives a file of the cases.
func Read(tb testing.TB, name string) []byte {
	tb.Helper()
	text, err := os.ReadFile(filepath.Join(Dir(tb), name))
	if err != nil {
		tb.Fatal(err)
	}
	return text
}

// root gives the repository's folder: the one above the test's that holds go.mod.
func root(tb testing.TB) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		above := filepath.Dir(dir)
		if above == dir {
			tb.Fatal("no go.mod above the test's folder")
		}
		dir = above
	}
}
