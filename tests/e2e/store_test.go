package e2e

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/process"
	"github.com/drayhq/dray/tests/e2e/world"
)

// stored is the environment of a dray with a store, and with a socket of its own.
func stored(t *testing.T, w *world.World) []string {
	t.Helper()
	dir := t.TempDir()
	return append(w.Environ(), "DRAY_STORE_PATH="+filepath.Join(dir, "store"),
		"DRAY_ADMIN_LISTEN=unix:"+filepath.Join(dir, "a.sock"), "KAFKA_CONSUMER_SESSION_TIMEOUT_MS=1500")
}

// letter is a line of `dray dlq list --output json`.
type letter struct{ ID, Class, Run, Action, Reason string }

// letters gives the dead letters, by run.
func letters(t *testing.T, w *world.World, environ []string) map[string]letter {
	t.Helper()
	out := map[string]letter{}
	for line := range strings.Lines(ask(t, w, environ, "dlq", "list", "--output", "json")) {
		var l letter
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		out[l.Run] = l
	}
	return out
}

// ask has a command answer on stdout.
func ask(t *testing.T, w *world.World, environ []string, args ...string) string {
	t.Helper()
	p := w.Start(t, environ, args...)
	if code := p.Wait(t); code != 0 {
		t.Fatalf("%v exited %d: %s", args, code, p.Said())
	}
	return p.Result()
}

// A run that was on the wire when dray was killed is not sent again: it is in doubt,
// and a person decides. What was answered is known, and not sent again either.
func TestACrashWithAStore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	environ := stored(t, w)
	w.CircleCI.Script.Next(world.Slug("r_hangs"), stage.Hang())
	w.CircleCI.Script.Next(world.Slug("r_drops"), stage.Hang())
	dray := w.Start(t, environ, "run")
	w.Dispatch(t, "r_hangs")
	w.Reached(t, "r_hangs")
	others := ids("r_", 40)
	w.Dispatch(t, others...)
	for _, id := range others {
		dray.Line(t, id+" delivered", func(l process.Line) bool { return l.Get("run") == id })
	}
	w.Dispatch(t, "r_drops") // the ledger is written in order: its intent comes after their results
	w.Reached(t, "r_drops")
	dray.Kill()

	dray = w.Start(t, environ, "run")
	w.Dispatch(t, "r_next")
	w.Reached(t, "r_next")
	w.Settled(t)
	run, err := w.Port.Wait(world.Within(t), "r_hangs", func(r port.Run) bool { return r.StatusLabel == "Parked" && len(r.Logs) > 0 })
	if err != nil || run.Ended() || !strings.Contains(run.Logs[0].Message, "dray dlq replay") {
		t.Errorf("Port shows %+v, %v", run, err)
	}
	held := letters(t, w, environ)
	if len(held) != 2 || held["r_hangs"].Class != "in_doubt" || held["r_drops"].Action != world.Action {
		t.Fatalf("the dead letters are %+v, want the two that are in doubt", held)
	}
	if said := ask(t, w, environ, "dlq", "replay", held["r_hangs"].ID); !strings.Contains(said, "delivered") {
		t.Errorf("the replay says %s", said)
	}
	if said := ask(t, w, environ, "dlq", "drop", held["r_drops"].ID, "--reason", "done by hand"); !strings.Contains(said, "dropped") {
		t.Errorf("the drop says %s", said)
	}
	run, err = w.Port.Wait(world.Within(t), "r_drops", port.Run.Ended)
	if err != nil || run.Status != "FAILURE" || !strings.Contains(run.Summary, "done by hand") {
		t.Errorf("Port shows %+v, %v", run, err)
	}
	if run, err = w.Port.Wait(world.Within(t), "r_hangs", func(r port.Run) bool { return r.StatusLabel == "Replayed" }); err != nil {
		t.Errorf("Port shows %+v, %v", run, err)
	}
	if left := letters(t, w, environ); len(left) != 0 {
		t.Errorf("left are %+v", left)
	}
	dray.Stop(t)
	want := map[string]int{"r_hangs": 2, "r_drops": 1, "r_next": 1}
	for _, id := range others {
		want[id] = 1
	}
	if diff := cmp.Diff(want, world.Times(w.CircleCI.State())); diff != "" {
		t.Error(diff)
	}
}

// A pause keeps everything where it is, also the membership of the group, and what
// was waiting goes out in its order.
func TestPauseAndResume(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	environ := append(stored(t, w), "DRAY_LIMITS_MAX_IN_FLIGHT=1")
	dray := w.Start(t, environ, "run")
	w.Dispatch(t, "r_first")
	w.Reached(t, "r_first")
	w.Settled(t)
	ask(t, w, environ, "pause")
	all := ids("r_", 600)
	w.Dispatch(t, all...)
	p := w.Start(t, environ, "pause", "nowhere")
	if code := p.Wait(t); code != 1 || !strings.Contains(p.Said(), "there is no route nowhere") {
		t.Errorf("pausing a route that there isn't exited %d: %s", code, p.Said())
	}
	if got := w.CircleCI.State().Received; got != 1 {
		t.Errorf("CircleCI has received %d triggers, want the one from before the pause", got)
	}
	ask(t, w, environ, "resume")
	state := w.Reached(t, all...)
	w.Settled(t)
	dray.Stop(t)
	var order []string
	for _, request := range state.Requests {
		order = append(order, strings.TrimPrefix(request.Slug, "gh/org/"))
	}
	if diff := cmp.Diff(append([]string{"r_first"}, all...), order); diff != "" {
		t.Errorf("the order (-topic +sent)\n%s", diff)
	}
}

// Junk is kept, and is still junk when it is replayed; what gives up is kept, goes
// out when a dray starts after somebody asked, and says at Port what it is.
func TestDeadLetters(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.File(t, "dray.yaml", "routes: [{name: r, retry: {initial: 10ms, max: 20ms, total: 200ms}, chain: [jq, http]}]")
	environ := stored(t, w)
	w.CircleCI.Script.Always(world.Slug("r_busy"), stage.Status(503, ""))
	dray := w.Start(t, environ, "run")
	w.Dispatch(t, "r_busy")
	w.Publish(t, []byte(`{"junk`), world.NewEvent("r_forged").Signed("another secret"))
	w.Settled(t)
	dray.Says(t, "message rejected", `"dead_letter":true`)
	held := letters(t, w, environ)
	if held["r_busy"].Class != "exhausted" || held[""].Class != "junk" {
		t.Fatalf("the dead letters are %+v", held)
	}
	p := w.Start(t, environ, "dlq", "replay", "--class", "junk")
	if code := p.Wait(t); code != 1 || !strings.Contains(p.Result(), "still not to be trusted") {
		t.Errorf("replaying junk exited %d: %s%s", code, p.Result(), p.Said())
	}
	dray.Stop(t)

	w.CircleCI.Script.Always(world.Slug("r_busy"), stage.Answer{})
	ask(t, w, environ, "dlq", "replay", held["r_busy"].ID)
	dray = w.Start(t, environ, "run")
	if _, err := w.Port.Wait(world.Within(t), "r_busy", func(r port.Run) bool { return r.StatusLabel == "Replayed" }); err != nil {
		t.Error(err)
	}
	dray.Stop(t)
	if left := letters(t, w, environ); len(left) != 1 || left[""].Class != "junk" {
		t.Errorf("left are %+v, want junk alone", left)
	}
}
