package inspect_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"

	"github.com/drayhq/dray/plugins/wasm/folder"
	"github.com/drayhq/dray/plugins/wasm/inspect"
)

// FuzzLoad takes any bytes for a module, up to where it would run.
func FuzzLoad(f *testing.F) {
	paths, err := filepath.Glob("../testdata/*.wasm")
	if err != nil || len(paths) == 0 {
		f.Fatalf("no modules to begin with: %v", err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte("\x00asm\x0d\x00\x01\x00"))
	f.Fuzz(func(t *testing.T, text []byte) {
		report := inspect.Contents(t.Context(), contents(text))
		if report.Usable == (report.Reason != "") || report.Usable && report.Kind == "" {
			t.Errorf("it can't tell: %+v", report)
		}
		if report.Usable && len(report.Exports) == 0 {
			t.Errorf("usable without an export: %+v", report)
		}
	})
}

func contents(text []byte) folder.Contents {
	sum := sha256.Sum256(text)
	return folder.Contents{Name: "fuzz.wasm", Bytes: text, Digest: hex.EncodeToString(sum[:])}
}
