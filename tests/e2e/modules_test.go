package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// put puts a module that was written from the ABI alone into a folder.
func put(t *testing.T, module, to string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "plugins", "wasm", "testdata", module+".wasm"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to+".part", text, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(to+".part", to); err != nil {
		t.Fatal(err)
	}
}

// Modules of each kind drop in and rewrite the request, in the order of their
// names, with nothing but DRAY_TRANSFORMS_DIR set.
func TestModulesOfEachKind(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dir := t.TempDir()
	put(t, "add_fields", filepath.Join(dir, "10-fields.wasm"))
	put(t, "add_http", filepath.Join(dir, "20-http.wasm"))
	put(t, "add_command", filepath.Join(dir, "30-command.wasm"))
	dray := w.Start(t, append(w.Seed(), "DRAY_TRANSFORMS_DIR="+dir), "run")
	w.Publish(t, seedEvent().JSON())
	w.Triggered(t, 1)
	w.Settled(t)
	dray.Stop(t)
	requests := w.CircleCI.State().Requests
	if len(requests) != 1 {
		t.Fatalf("CircleCI received %d requests, want 1", len(requests))
	}
	got := requests[0]
	for name, want := range map[string]string{"X-Fields": "r_seed", "X-Http": "yes", "X-Command": "yes", "Circle-Token": w.Token} {
		if value := got.Header.Get(name); value != want {
			t.Errorf("the header %s is %q, want %q", name, value, want)
		}
	}
	if got.Query != "from=h" {
		t.Errorf("the query is %q", got.Query)
	}
	var body map[string]any
	if err := json.Unmarshal(got.Body, &body); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"reason": "<none> & “more”", "replicas": "3", "dry": "false", "run_id": "r_seed", "by": "command"}
	if diff := cmp.Diff(want, body["parameters"]); diff != "" {
		t.Error(diff)
	}
}

// A guest that never comes back fails its runs, and nothing else: none is sent, all
// are reported, and dray stops as ever.
func TestAnEndlessModule(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dir := t.TempDir()
	put(t, "spin", filepath.Join(dir, "spin.wasm"))
	dray := w.Run(t, "DRAY_TRANSFORMS_DIR="+dir)
	runs := ids("r_", 50)
	w.Dispatch(t, runs...)
	w.Settled(t)
	dray.Stop(t)
	if sent := w.CircleCI.State().Received; sent != 0 {
		t.Errorf("%d runs were sent", sent)
	}
	for _, id := range runs {
		run := w.Port.Runs()[id]
		if run.Status != "FAILURE" || !strings.Contains(run.Summary, "spin.wasm: it ran for longer than 50ms and was stopped") {
			t.Errorf("Port shows %+v for %s", run, id)
		}
	}
}

// A folder that was named and isn't there may be a slip: dray says so, and takes up
// what lies in it once it is there.
func TestAFolderOfModulesThatComesLater(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dir := filepath.Join(t.TempDir(), "later")
	dray := w.Run(t, "DRAY_TRANSFORMS_DIR="+dir)
	dray.Says(t, "the folder of modules can't be read: none takes part until it can", dir)
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, "add_fields", filepath.Join(dir, "m.wasm"))
	dray.Says(t, "a module was taken up")
	w.Dispatch(t, "r_with")
	w.Reached(t, "r_with")
	requests := w.CircleCI.State().Requests
	if got := requests[len(requests)-1].Header.Get("X-Fields"); got != "r_with" {
		t.Errorf("it went out with X-Fields %q", got)
	}
	w.Settled(t)
	dray.Stop(t)
}

// What is dropped in while dray runs takes part, what is broken does not, and what is
// taken away is gone.
func TestModulesComeAndGo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dir := t.TempDir()
	module := filepath.Join(dir, "m.wasm")
	dray := w.Run(t, "DRAY_TRANSFORMS_DIR="+dir)
	step := func(id, logged, header string) {
		t.Helper()
		if logged != "" {
			dray.Says(t, logged)
		}
		w.Dispatch(t, id)
		w.Reached(t, id)
		requests := w.CircleCI.State().Requests
		if got := requests[len(requests)-1].Header.Get("X-Fields"); got != header {
			t.Errorf("%s went out with X-Fields %q, want %q", id, got, header)
		}
	}
	step("r_before", "", "")
	put(t, "add_fields", module)
	step("r_with", "a module was taken up", "r_with")
	if err := os.WriteFile(module, []byte("not wasm"), 0o600); err != nil {
		t.Fatal(err)
	}
	step("r_broken", "a module can't be used", "r_broken")
	if err := os.Remove(module); err != nil {
		t.Fatal(err)
	}
	step("r_after", "a module was removed", "")
	w.Settled(t)
	dray.Stop(t)
}
