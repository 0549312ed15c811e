package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/drayhq/dray/tests/e2e/process"
	"github.com/drayhq/dray/tests/e2e/world"
)

// versioned is a mapping whose requests say which one made them.
func versioned(version string) string {
	return fmt.Sprintf(`[{"url": "env.CIRCLE_CI_URL + \"/api/v2/project/gh/org/\" + .context.runId + \"/pipeline\"",
"headers": {"Circle-Token": "env.CIRCLE_CI_TOKEN", "X-Version": "\"%s\""}, "body": {"parameters": {}}}]`, version)
}

// versionOf gives the version of the mapping that a run was sent with.
func versionOf(t *testing.T, w *world.World, id string) string {
	t.Helper()
	for _, request := range w.Reached(t, id).Requests {
		if request.Slug == world.Slug(id) {
			return request.Header.Get("X-Version")
		}
	}
	return ""
}

// load publishes runs until it is stopped, which gives their ids.
func load(t *testing.T, w *world.World) (stop func() []string) {
	t.Helper()
	quit, sent := make(chan struct{}), make(chan []string)
	go func() {
		var all []string
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				id := fmt.Sprintf("r_load%05d", len(all))
				if err := w.Broker.Produce(t.Context(), w.Runs, 0, world.NewEvent(id).Signed(w.Secret)); err != nil {
					t.Error(err)
				}
				all = append(all, id)
			case <-quit:
				sent <- all
				return
			}
		}
	}()
	return func() []string { close(quit); return <-sent }
}

// eachOnce holds dray to having sent each run, and none twice.
func eachOnce(t *testing.T, w *world.World, all []string) {
	t.Helper()
	w.Settled(t)
	times := world.Times(w.CircleCI.State())
	for _, id := range all {
		if times[id] != 1 {
			t.Errorf("run %s was sent %d times", id, times[id])
		}
	}
}

// A mapping is swapped under load when its file changes, by SIGHUP, and as Kubernetes
// swaps a volume; a broken one leaves the one before in place.
func TestAMappingIsReloadedUnderLoad(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dir := t.TempDir()
	volume := func(version, text string) {
		t.Helper()
		must(t, os.Mkdir(filepath.Join(dir, ".."+version), 0o700))
		must(t, os.WriteFile(filepath.Join(dir, ".."+version, "invocations.json"), []byte(text), 0o600))
		must(t, os.Symlink(".."+version, filepath.Join(dir, "..data_tmp")))
		must(t, os.Rename(filepath.Join(dir, "..data_tmp"), filepath.Join(dir, "..data")))
	}
	mapping := filepath.Join(dir, "invocations.json")
	volume("1", versioned("one"))
	must(t, os.Symlink(filepath.Join("..data", "invocations.json"), mapping))
	dray := w.Run(t, "CONTROL_THE_PAYLOAD_CONFIG_PATH="+mapping)
	stop := load(t, w)
	is := func(id, want string) {
		t.Helper()
		w.Dispatch(t, id)
		if got := versionOf(t, w, id); got != want {
			t.Errorf("%s was sent with mapping %q, want %q", id, got, want)
		}
	}
	is("r_first", "one")

	volume("2", versioned("two"))
	reloaded(t, dray, 1, `"by":"files"`, "invocations.json", `"routes":["default"]`)
	is("r_volume", "two")

	must(t, os.Remove(mapping))
	must(t, os.WriteFile(mapping, []byte(versioned("three")), 0o600))
	dray.Signal(syscall.SIGHUP)
	reloaded(t, dray, 2, "invocations.json")
	is("r_signal", "three")

	must(t, os.WriteFile(mapping, []byte(strings.Replace(versioned("four"), ".context.runId", ".context.", 1)), 0o600))
	dray.Says(t, `"level":"ERROR"`, "everything stays as it was", "invocations.json:1", "url")
	is("r_broken", "three")

	must(t, os.WriteFile(mapping+".tmp", []byte(versioned("five")), 0o600)) // as an editor writes
	must(t, os.Rename(mapping+".tmp", mapping))
	reloaded(t, dray, 3, "invocations.json")
	is("r_mended", "five")

	all := append(stop(), "r_first", "r_volume", "r_signal", "r_broken", "r_mended")
	eachOnce(t, w, all)
	dray.Stop(t)
}

// reloaded waits until the n-th reload has changed something, and for what it says.
func reloaded(t *testing.T, dray *process.Process, n int, texts ...string) {
	t.Helper()
	seen := map[string]bool{} // lines are looked at again and again
	line := dray.Line(t, fmt.Sprintf("reload %d", n), func(line process.Line) bool {
		if line.Message == "reloaded" {
			seen[line.Text] = true
		}
		return len(seen) == n
	})
	if !contains(line.Text, texts...) {
		t.Errorf("reload %d says %s, want %q", n, line.Text, texts)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
