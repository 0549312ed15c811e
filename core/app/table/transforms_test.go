package table_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What can't be used as a module stops dray, with the file's name.
func TestABrokenModuleIsRefused(t *testing.T) {
	dir := t.TempDir()
	if _, err := open(t, "", "DRAY_TRANSFORMS_DIR="+dir); err != nil {
		t.Fatal(err)
	}
	module := filepath.Join(dir, "labels.wasm")
	if err := os.WriteFile(module, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	want := module + ": the file is empty"
	if _, err := open(t, "", "DRAY_TRANSFORMS_DIR="+dir); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	const yaml = "wasm: {memory: 1KiB, dir: %}\nroutes:\n- chain: [jq, wasm, http]"
	_, err := open(t, strings.ReplaceAll(yaml, "%", dir))
	if want := "dray.yaml:3:15: routes[0].chain[1].wasm: the settings of the wasm step: memory is 1024 bytes"; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}
