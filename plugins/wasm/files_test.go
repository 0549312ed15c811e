package wasm_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/drayhq/dray/plugins/wasm"
)

// What lies in the folder beside modules stays out: what tools leave hidden, what is
// named otherwise, and folders.
func TestWhatIsNoModuleStaysOut(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"._a.wasm", ".wasm", "notes.txt", "c.wasm.part", "d.WASM"} {
		write(t, filepath.Join(dir, name), []byte("no module"))
	}
	if err := os.Mkdir(filepath.Join(dir, "b.wasm"), 0o700); err != nil {
		t.Fatal(err)
	}
	copyModule(t, "clock", filepath.Join(dir, "a.wasm"))
	g, _ := folderStep(t, dir)
	if got := names(g); got != "a.wasm" {
		t.Errorf("the chain is %q, want a.wasm alone", got)
	}
}

// A pipe would be waited for, for ever.
func TestAPipeIsNoModule(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.wasm"), 0o600); err != nil {
		t.Fatal(err)
	}
	e, _ := env(dir)
	_, err := open(t, e, func(s *wasm.Settings) { s.Dir = dir })
	if want := filepath.Join(dir, "pipe.wasm") + " is no file, but prw"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v, want %s", err, want)
	}
}
