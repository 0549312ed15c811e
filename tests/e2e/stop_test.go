package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/world"
)

// On SIGTERM what is under way is finished and settled, and nothing of it is sent
// again by the next start.
func TestAGracefulStop(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.CircleCI.Script.Always(stage.Any, stage.Slow(1500*time.Millisecond))
	w.CircleCI.Script.Always(world.Slug("r_010"), stage.Answer{Delay: time.Second, Status: 404})
	dray := w.Run(t)
	under := ids("r_", 20)
	w.Dispatch(t, under...)
	w.Received(t, len(under))
	dray.Stop(t)
	w.Settled(t)
	if run := w.Port.Runs()["r_010"]; run.Status != "FAILURE" {
		t.Errorf("Port was not told how a run ended during the stop: %+v", run)
	}

	w.CircleCI.Script.Always(stage.Any, stage.Answer{})
	dray = w.Run(t)
	w.Dispatch(t, "r_next")
	w.Reached(t, "r_next")
	w.Settled(t)
	dray.Stop(t)
	if got := w.CircleCI.State().Received; got != len(under)+1 {
		t.Errorf("%d requests for %d runs", got, len(under)+1)
	}
	for _, id := range append(under, "r_next") {
		if run := w.Port.Runs()[id]; len(run.Logs) == 0 {
			t.Errorf("Port was not told of run %s", id)
		}
	}
}

// A run that waits for another try does not hold up a stop. It is sent once more
// by the next start, and what was done beyond it is not.
func TestAStopWhileARunWaits(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.CircleCI.Script.Next(world.Slug("r_waits"), stage.RetryAfter(429, 300))
	dray := w.Run(t)
	w.Dispatch(t, "r_waits")
	w.Reached(t, "r_waits")
	others := ids("r_", 30)
	w.Dispatch(t, others...)
	w.Reached(t, others...)
	w.Shown(t, "r_waits", func(run port.Run) bool { return strings.Contains(said(run), "429") })
	dray.Stop(t)

	dray = w.Run(t)
	w.Dispatch(t, "r_next")
	w.Triggered(t, len(others)+2)
	w.Settled(t)
	dray.Stop(t)
	want := map[string]int{"r_waits": 2, "r_next": 1}
	for _, id := range others {
		want[id] = 1
	}
	if diff := cmp.Diff(want, world.Times(w.CircleCI.State())); diff != "" {
		t.Error(diff)
	}
}

// What is still under way when the time for a stop has run out is cut off, and
// comes again: nobody knows what became of it.
func TestAStopThatRunsOutOfTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.CircleCI.Script.Next(world.Slug("r_hangs"), stage.Hang())
	dray := w.Run(t, "DRAY_LIMITS_DRAIN=500ms")
	w.Dispatch(t, "r_hangs", "r_done")
	w.Reached(t, "r_hangs", "r_done")
	dray.Terminate()
	dray.Says(t, "cut off")
	dray.Wait(t)

	dray = w.Run(t)
	w.Triggered(t, 2)
	w.Settled(t)
	dray.Stop(t)
	if diff := cmp.Diff(map[string]int{"r_hangs": 2, "r_done": 1}, world.Times(w.CircleCI.State())); diff != "" {
		t.Error(diff)
	}
}
