package bound_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/drayhq/dray/plugins/wasm/bound"
)

// A function gets an empty loop behind its locals, and nothing else changes.
func TestStoppable(t *testing.T) {
	for before, want := range map[string]string{
		"\x01\x02\x00\x0b":                 "\x01\x05\x00\x03\x40\x0b\x0b",
		"\x01\x06\x01\x02\x7f\x41\x00\x0b": "\x01\x09\x01\x02\x7f\x03\x40\x0b\x41\x00\x0b",
		"\x02\x02\x00\x0b\x02\x00\x0b":     "\x02\x05\x00\x03\x40\x0b\x0b\x05\x00\x03\x40\x0b\x0b",
	} {
		got, err := bound.Stoppable(file(section(3, "\x00"), section(10, before), section(11, "\x00")))
		if err != nil || !bytes.Equal(got, file(section(3, "\x00"), section(10, want), section(11, "\x00"))) {
			t.Errorf("% x becomes % x (%v)", before, got, err)
		}
	}
	for _, broken := range [][]byte{nil, file("\x0a\x05"), file(section(10, "\x01\x05\x00")), file(section(10, "\x01\x02\x01\x01"))} {
		if _, err := bound.Stoppable(broken); err == nil {
			t.Errorf("% x was taken", broken)
		}
	}
}

func TestStoppableModulesCompile(t *testing.T) {
	paths, err := filepath.Glob("../../../*/*/*.wasm")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no modules: %v", err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if text, err = bound.Module(text); err == nil {
			text, err = bound.Stoppable(text)
		}
		if err == nil {
			err = compiles(t.Context(), text)
		}
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}
