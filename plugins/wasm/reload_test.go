package wasm_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/plugins/wasm/folder"
	"github.com/drayhq/dray/sdk"
)

// folderStep opens the step of a folder without watching it: the test says when to look.
func folderStep(t testing.TB, dir string) (*folder.Group, *buffer) {
	t.Helper()
	e, log := env(dir)
	step, err := open(t, e, func(s *wasm.Settings) { s.Dir, s.Config = dir, map[string]any{"do": "set token"} })
	if err != nil {
		t.Fatal(err)
	}
	return step.(*folder.Group), log
}

func names(g *folder.Group) string {
	members, done := g.Members()
	defer done()
	var names []string
	for _, m := range members {
		names = append(names, m.Name)
	}
	return strings.Join(names, " ")
}

func TestReload(t *testing.T) {
	dir := t.TempDir()
	g, log := folderStep(t, filepath.Join(dir, "transforms")) // which isn't there yet
	dir = filepath.Join(dir, "transforms")
	step := func(what, want, logged string) {
		t.Helper()
		before := len(log.String())
		g.Reload(t.Context())
		if got := names(g); got != want {
			t.Errorf("%s: the chain is %q, want %q", what, got, want)
		}
		said := log.String()[before:]
		if logged == "" && said != "" || !strings.Contains(said, logged) {
			t.Errorf("%s: the log says %q, want %q", what, said, logged)
		}
	}
	step("no folder", "", "")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	copyModule(t, "hostile", filepath.Join(dir, "b.wasm"))
	step("a module", "b.wasm", `msg="a module was taken up" module=b.wasm`)
	copyModule(t, "clock", filepath.Join(dir, "a.wasm"))
	step("one before it", "a.wasm b.wasm", "module=a.wasm")
	step("nothing new", "a.wasm b.wasm", "")
	write(t, filepath.Join(dir, "b.wasm"), []byte("\x00asm"))
	step("a broken one", "a.wasm b.wasm", `msg="a module can't be used" module=b.wasm error="the file is cut short`)
	step("the same broken one", "a.wasm b.wasm", "")
	if run, err := g.Do(t.Context(), aRun()); err != nil || run.Request.Header.Get("Circle-Token") != "another" {
		t.Errorf("the old one does not work any more: %v", err)
	}
	write(t, filepath.Join(dir, "c.wasm"), nil)
	step("a broken new one", "a.wasm b.wasm", `instead="nothing: the chain goes on without it"`)
	copyModule(t, "clock", filepath.Join(dir, "b.wasm"))
	step("mended", "a.wasm b.wasm", `module=b.wasm`)
	if err := os.Remove(filepath.Join(dir, "a.wasm")); err != nil {
		t.Fatal(err)
	}
	step("one gone", "b.wasm", `msg="a module was removed" module=a.wasm`)
}

// A run that is in a module when it is swapped gets through.
func TestReloadUnderLoad(t *testing.T) {
	dir := t.TempDir()
	copyModule(t, "hostile", filepath.Join(dir, "m.wasm"))
	g, _ := folderStep(t, dir)
	ctx, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for ctx.Err() == nil {
				if _, err := g.Do(t.Context(), aRun()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for i := range 50 {
		copyModule(t, []string{"clock", "hostile"}[i%2], filepath.Join(dir, "m.wasm"))
		if !g.Reload(t.Context()) {
			t.Error("a changed module was not taken up")
		}
	}
	stop()
	wg.Wait()
}

// What is swapped out is given back whole.
func TestReloadsLeakNothing(t *testing.T) {
	dir := t.TempDir()
	copyModule(t, "add_fields", filepath.Join(dir, "m.wasm"))
	g, _ := folderStep(t, dir)
	swap := func(times int) {
		for i := range times {
			copyModule(t, []string{"noop", "add_fields"}[i%2], filepath.Join(dir, "m.wasm"))
			g.Reload(t.Context())
			if _, err := g.Do(t.Context(), aRun()); err != nil {
				t.Fatal(err)
			}
		}
	}
	swap(20)
	memory, goroutines := held()
	swap(1000)
	after, still := held()
	if still > goroutines {
		t.Errorf("%d goroutines became %d", goroutines, still)
	}
	if after > memory+(2<<20) {
		t.Errorf("%d bytes became %d", memory, after)
	}
}

func held() (memory uint64, goroutines int) {
	runtime.GC()
	runtime.GC() // what finalizers let go of
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc, runtime.NumGoroutine()
}

// Watching sees what is dropped in, and a ConfigMap's swap of a link.
func TestWatch(t *testing.T) {
	root := t.TempDir()
	for version, name := range map[string]string{"..1": "clock", "..2": "hostile"} {
		if err := os.Mkdir(filepath.Join(root, version), 0o700); err != nil {
			t.Fatal(err)
		}
		copyModule(t, name, filepath.Join(root, version, "m.wasm"))
	}
	link := func(to, name string) {
		t.Helper()
		if err := os.Symlink(to, filepath.Join(root, name+".new")); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(root, name+".new"), filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	link("..1", "..data")
	link("..data/m.wasm", "m.wasm")
	e, _ := env(root)
	e.Watch = true
	step, err := open(t, e, func(s *wasm.Settings) { s.Dir, s.Config = root, map[string]any{"do": "set token"} })
	if err != nil {
		t.Fatal(err)
	}
	token := func() string {
		run, err := step.Do(t.Context(), aRun())
		if err != nil {
			t.Fatal(err)
		}
		return run.Request.Header.Get("Circle-Token")
	}
	if got := token(); got != "hush-hush" {
		t.Fatalf("the first module made the token %q", got)
	}
	link("..2", "..data")
	waitFor(t, func() bool { return token() == "another" })
	copyModule(t, "clock", filepath.Join(root, "n.wasm"))
	waitFor(t, func() bool { return names(step.(*folder.Group)) == "m.wasm n.wasm" })
}

// waitFor yields until it is so; the test's own deadline bounds it.
func waitFor(t *testing.T, so func() bool) {
	t.Helper()
	for !so() {
		if t.Context().Err() != nil {
			t.Fatal("it never came to be")
		}
		runtime.Gosched()
	}
}

var _ sdk.Group = (*folder.Group)(nil)
