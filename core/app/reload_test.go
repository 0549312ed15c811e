package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// lay writes the files of one version: each swaps the mapping, and some the routes,
// the secrets, the limits and a module besides.
func (w *town) lay(t *testing.T, version int) {
	t.Helper()
	mapping := `[{"url": "env.TO + \"/\" + .context.runId", "body": {"version": "` + fmt.Sprint(version) + `"}}]`
	if version%10 == 7 {
		mapping = `[{"url": "env.TO + "}]`
	}
	w.file(t, "m.json", mapping)
	secrets := []string{secretA, secretB}
	if version/25%2 == 1 {
		slices.Reverse(secrets)
	}
	w.file(t, "secret", secrets[0])
	w.file(t, "previous", secrets[1])
	w.file(t, "dray.yaml", fmt.Sprintf(`
port: {client_secret: "${file:secret}", previous_client_secret: "${file:previous}"}
admin: {listen: ""}
limits: {max_in_flight: %d}
routes:
- {name: never, when: .action == "other", chain: [jq: {mapping: m.json}, http]}
- {name: r%d, rate: 100000, chain: [jq: {mapping: m.json}, wasm: {dir: modules}, http]}
`, 16+version/5%16, version/7%3))
	if version%50 == 0 {
		module := []string{"noop", "add_fields"}[version/50%2]
		text, err := os.ReadFile(filepath.Join("..", "..", "plugins", "wasm", "testdata", module+".wasm"))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(w.dir, "modules"), 0o700); err != nil {
			t.Fatal(err)
		}
		w.file(t, filepath.Join("modules", "m.wasm"), string(text))
	}
}

// No run is lost or doubled by 1,000 reloads under load, and nothing is left of them.
func TestAThousandReloadsUnderLoad(t *testing.T) {
	w := newTown(t)
	w.lay(t, 0)
	stop := w.start(t)
	const versions = 20 // runs that show a version
	var published atomic.Int64
	load := func() (end func()) {
		quit, done := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(done)
			tick := time.NewTicker(4 * time.Millisecond)
			defer tick.Stop()
			for {
				select {
				case <-tick.C:
					if err := w.publish(t.Context(), fmt.Sprintf("r%06d", published.Add(1))); err != nil {
						t.Error(err)
					}
				case <-quit:
					return
				}
			}
		}()
		return func() {
			close(quit)
			<-done
			w.sent.until(t, func() bool { return len(w.sent.times) >= int(published.Load()) })
		}
	}
	reload := func(from, to int) {
		end := load()
		defer end()
		for version := from; version < to; version++ {
			w.lay(t, version)
			r := w.reload()
			if broken := version%10 == 7; broken != (r.Err != nil) || broken && !strings.Contains(r.Err.Error(), "m.json:1:") {
				t.Fatalf("reload %d: %v", version, r.Err)
			}
			if version%50 == 1 {
				id := fmt.Sprintf("v%d", version)
				if err := w.publish(t.Context(), id); err != nil {
					t.Fatal(err)
				}
				if got := w.sent.version(t, id); got != fmt.Sprint(version) {
					t.Errorf("a run after reload %d was sent with mapping %s", version, got)
				}
			}
		}
	}
	reload(1, 200)
	memory, goroutines := held()
	reload(200, 1001)
	after, left := held()
	if after > memory+8<<20 {
		t.Errorf("800 reloads left %d KiB of memory behind", (after-memory)>>10)
	}
	if left > goroutines+20 {
		t.Errorf("800 reloads left %d goroutines behind", left-goroutines)
	}
	stop()
	for id, times := range w.sent.times {
		if times != 1 {
			t.Errorf("run %s was sent %d times", id, times)
		}
	}
	if got, want := len(w.sent.times), int(published.Load())+versions; got != want || want < 500 {
		t.Errorf("%d runs were sent, want %d, and 500 at least", got, want)
	}
}

func held() (memory uint64, goroutines int) {
	runtime.GC()
	runtime.GC() // what finalizers let go of
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc, runtime.NumGoroutine()
}

// What is as it was is not made anew, and a reload says so.
func TestNothingChanged(t *testing.T) {
	w := newTown(t)
	w.lay(t, 0)
	defer w.start(t)()
	if r := w.reload(); !r.Nothing() || r.Err != nil {
		t.Errorf("it says %+v", r)
	}
	config, err := os.ReadFile(filepath.Join(w.dir, "dray.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ from, to, keys, routes, restart string }{
		{"name: never,", "name: never, max_age: 1h,", "[]", "[never]", "[]"},
		{"http]}\n- ", "http: {timeout: 3s}]}\n- ", "[]", "[never]", "[]"},
		{"wasm: {dir: modules}, ", "", "[]", "[r0]", "[]"},
		{"admin: {listen: \"\"}", "kafka: {group: g}\nstore: {path: s}\nhttp: {hosts: [127.0.0.1]}", "[store.in_doubt http.hosts]", "[never r0]", "[kafka.group store.path admin.listen]"},
		{"name: r0,", "name: r9,", "[]", "[r9 r0]", "[kafka.group store.path admin.listen]"},
	} {
		text := strings.Replace(string(config), step.from, step.to, 1)
		config = []byte(text)
		w.file(t, "dray.yaml", text)
		r := w.reload()
		if got := fmt.Sprint(r.Keys, r.Routes, r.Restart); r.Err != nil || got != step.keys+" "+step.routes+" "+step.restart {
			t.Errorf("%s: it says %s, %v", step.to, got, r.Err)
		}
	}
}
