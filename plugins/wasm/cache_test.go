package wasm_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/drayhq/dray/plugins/wasm"
)

// A cache that a bad disk has spoilt costs time, and not the start.
func TestABrokenCache(t *testing.T) {
	cache := filepath.Join(t.TempDir(), "cache")
	use := func(s *wasm.Settings) { s.CacheDir = cache }
	if _, log := module(t, "clock", use); strings.Contains(log.String(), "cache_dir") {
		t.Fatalf("the log says %s", log)
	}
	broken := 0
	err := filepath.WalkDir(cache, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		broken++
		return os.Truncate(path, 100)
	})
	if err != nil || broken == 0 {
		t.Fatalf("%d files of the cache, %v", broken, err)
	}
	step, log := module(t, "clock", use)
	if want := "a module is compiled without cache_dir, which can't be used"; !strings.Contains(log.String(), want) {
		t.Errorf("the log says %s, want %s", log, want)
	}
	if _, err := step.Do(t.Context(), aRun()); err != nil {
		t.Error(err)
	}
}
