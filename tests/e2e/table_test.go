package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/process"
	"github.com/drayhq/dray/tests/e2e/world"
)

// row is one row of what may become of a run: how CircleCI answers it, and what
// Port has to show in the end.
type row struct {
	answers []stage.Answer // one by one; then the usual ones
	always  stage.Answer   // in place of those
	event   func(world.Event) world.Event

	sent   int    // how often CircleCI receives it
	status string // "" : still in progress
	says   []string
	silent []string // what must not be said
}

func set(path string, value any) func(world.Event) world.Event {
	return func(e world.Event) world.Event { return e.With(path, value) }
}

// The contract's table of what becomes of a run.
func TestTable(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dray := w.Run(t)
	// All rows are under way at once; a run's id is its row.
	table := rows()
	for name, row := range table {
		event := world.NewEvent(id(name))
		if row.event != nil {
			event = row.event(event)
		}
		w.CircleCI.Script.Next(world.Slug(id(name)), row.answers...)
		if !row.always.Usual() {
			w.CircleCI.Script.Always(world.Slug(id(name)), row.always)
		}
		w.Publish(t, event.Signed(w.Secret))
	}
	each(t, table, func(t *testing.T, name string, row row) {
		t.Helper()
		row.check(t, w, id(name))
	})
	w.Settled(t)
	dray.Stop(t)
	times := world.Times(w.CircleCI.State())
	for name, row := range table {
		if got := times[id(name)]; got != row.sent {
			t.Errorf("%s: sent %d times, want %d", name, got, row.sent)
		}
	}
	answeredInFull(t, w, dray)
}

func id(name string) string { return "r_" + strings.ReplaceAll(name, " ", "_") }

func (r row) check(t *testing.T, w *world.World, id string) {
	t.Helper()
	if len(r.says) == 0 {
		return // nothing to wait for; what was said is looked at when all is over
	}
	run := w.Shown(t, id, func(run port.Run) bool {
		if run.Ended() && r.status == "" {
			return true // too early: no need to wait for more
		}
		text := said(run)
		for _, want := range r.says {
			if !strings.Contains(text, want) {
				return false
			}
		}
		return run.Ended() == (r.status != "")
	})
	if run.Ended() && run.Status != r.status {
		t.Errorf("it has ended with %s, want %q: %s", run.Status, r.status, said(run))
	}
	for _, text := range r.silent {
		if strings.Contains(said(run), text) {
			t.Errorf("it must not say %q: %s", text, said(run))
		}
	}
	if run.Refused > 0 {
		t.Errorf("Port refused %d edits after the end", run.Refused)
	}
	if run.Status == "FAILURE" && run.Summary == "" {
		t.Error("the failure has no summary")
	}
}

// A request without an answer may have started the pipeline all the same, and is
// not repeated.
func TestNoAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.CircleCI.Script.Always(world.Slug("r_hangs"), stage.Hang())
	dray := w.Run(t, "WEBHOOK_INVOKER_TIMEOUT=1")
	w.Dispatch(t, "r_hangs")
	run := w.Ended(t, "r_hangs")
	if run.Status != "FAILURE" || !contains(run.Summary, "no answer", mayHave) {
		t.Errorf("it has ended with %s: %s", run.Status, run.Summary)
	}
	w.Settled(t)
	dray.Stop(t)
	once(t, w.CircleCI.State(), 1)
}

// said is all that a person can read of a run at Port.
func said(run port.Run) string { return fmt.Sprintln(run.Summary, run.StatusLabel, run.Logs) }

func answeredInFull(t *testing.T, w *world.World, dray *process.Process) {
	t.Helper()
	runs := w.Port.Runs()
	if run, told := runs[id("not for the agent")]; told {
		t.Errorf("Port was told of a run that isn't ours: %+v", run)
	}
	response, ok := runs[id("synchronized")].Response.(map[string]any)
	if !ok || response["id"] != "p-1" {
		t.Errorf("the response of the synchronized run is %v", runs[id("synchronized")].Response)
	}
	for _, line := range dray.Lines() {
		if line.Level == "ERROR" {
			t.Errorf("an ERROR in the log, of what are runs' own troubles: %s", line.Text)
		}
	}
}
