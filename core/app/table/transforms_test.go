package table_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestModulesAreRefused(t *testing.T) {
	dir := t.TempDir()
	if _, err := open(t, "", "DRAY_TRANSFORMS_DIR="+dir); err != nil {
		t.Fatal(err)
	}
	module := filepath.Join(dir, "labels.wasm")
	if err := os.WriteFile(module, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := open(t, "", "DRAY_TRANSFORMS_DIR="+dir)
	if want := "DRAY_TRANSFORMS_DIR: wasm.dir: " + module; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got  %v\nwant %s…", err, want)
	}
}
