package e2e

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/tests/e2e/process"
	"github.com/drayhq/dray/tests/e2e/world"
)

// Of a crowd of runs just those that Port signed for the agent are dispatched,
// each once, and Port is told of each with few calls.
func TestACrowd(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	good := ids("r_", 200)
	big := world.NewEvent(good[0]).With("context.note", strings.Repeat("x", 10_000_000)).Signed(w.Secret)
	messages := [][]byte{big}
	for _, id := range good[1:] {
		messages = append(messages, world.NewEvent(id).Signed(w.Secret))
	}
	for i, id := range ids("r_bad", 10) {
		forged := bytes.Replace(world.NewEvent(id).Signed(w.Secret), []byte("v1,"), []byte("v1,x"), 1)
		others := world.NewEvent(id + "_other").Without("payload.action.invocationMethod.agent").Signed(w.Secret)
		messages = slices.Insert(messages, 1+i*20, forged, others)
	}
	at := 1
	for _, text := range junk(w) {
		messages = slices.Insert(messages, at, text)
		at += 7
	}
	dray := w.Run(t)
	w.Publish(t, messages...)
	for _, text := range junkChanges() {
		w.PublishTo(t, w.Changes, 0, text)
	}
	w.Triggered(t, len(good))
	w.Settled(t)
	dray.Stop(t)

	want := map[string]int{}
	for _, id := range good {
		want[id] = 1
	}
	if diff := cmp.Diff(want, world.Times(w.CircleCI.State())); diff != "" {
		t.Errorf("triggers:\n%s", diff)
	}
	toldOfEach(t, w, good)
	auditOfEach(t, w, dray, good)
}

// toldOfEach checks what Port shows, and how much it took to get there.
func toldOfEach(t *testing.T, w *world.World, ids []string) {
	t.Helper()
	calls := w.Port.Calls()
	if calls[port.Token] > 3 {
		t.Errorf("%d calls for tokens, want at most 3", calls[port.Token])
	}
	if calls[port.Unknown] > 0 {
		t.Errorf("%d calls that Port doesn't know", calls[port.Unknown])
	}
	about := calls[port.PatchRun] + calls[port.RunLog] + calls[port.Response]
	if about > 3*len(ids) {
		t.Errorf("%d calls about %d runs, want at most 3 for each", about, len(ids))
	}
	if w.Port.Streamer() != "KAFKA" {
		t.Errorf("Port takes the agent's streamer for %q", w.Port.Streamer())
	}
	pipelines := map[string]string{}
	for _, request := range w.CircleCI.State().Requests {
		pipelines[strings.TrimPrefix(request.Slug, "gh/org/")] = request.Pipeline.ID
	}
	runs := w.Port.Runs()
	if len(runs) != len(ids) {
		t.Errorf("Port heard of %d runs, want %d", len(runs), len(ids))
	}
	for _, id := range ids {
		run := runs[id]
		if run.Status != "IN_PROGRESS" || run.Refused > 0 || len(run.Logs) == 0 {
			t.Fatalf("Port shows of run %s: %+v; want it in progress, with a log", id, run)
		}
		if log := fmt.Sprint(run.Logs); !strings.Contains(log, pipelines[id]) || !strings.Contains(log, "201") {
			t.Errorf("the log of run %s doesn't tell of its pipeline: %s", id, log)
		}
	}
}

// auditOfEach checks that dray logs one line a run with all that one would look for.
func auditOfEach(t *testing.T, w *world.World, dray *process.Process, ids []string) {
	t.Helper()
	lines := map[string]int{}
	for _, line := range dray.Lines() {
		id := line.Get("run")
		if id == "" {
			continue
		}
		lines[id]++
		want := []string{"ada@example.com", w.CircleCIAt + "/api/v2/project/gh%2Forg%2F" + id + "/pipeline", "201"}
		got := []string{line.Get("requester"), strings.TrimPrefix(line.Get("request"), "POST "), line.Get("answer")}
		if diff := cmp.Diff(want, got); diff != "" || line.Get("pipeline") == "" {
			t.Fatalf("the audit line of run %s: %s\n%s", id, line.Text, diff)
		}
	}
	for _, id := range ids {
		if lines[id] != 1 {
			t.Errorf("%d audit lines of run %s, want 1", lines[id], id)
		}
	}
}
