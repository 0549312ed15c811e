package e2e

import (
	"testing"
	"time"

	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/world"
)

// What hangs, and what waits for another try, holds up no other run.
func TestTheNextRunIsNotHeldUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.CircleCI.Script.Always(world.Slug("r_hangs"), stage.Hang())
	w.CircleCI.Script.Always(world.Slug("r_waits"), stage.RetryAfter(503, 120))
	dray := w.Run(t)
	w.Dispatch(t, "r_hangs", "r_waits")
	w.Reached(t, "r_hangs", "r_waits")
	others := ids("r_", 50)
	w.Dispatch(t, others...)
	w.Reached(t, others...)
	for _, id := range []string{"r_hangs", "r_waits"} {
		if run, told := w.Port.Runs()[id]; told && run.Ended() {
			t.Errorf("run %s ended before the others were done: nothing is shown", id)
		}
	}
	// Nothing above them could be committed, which the lag tells.
	if lag, err := w.Broker.Lag(t.Context(), w.Group, w.Runs); err != nil || lag != 52 {
		t.Errorf("the lag is %d (%v), want 52", lag, err)
	}
	dray.Kill()
}

// No more requests are on the wire than allowed, even if there is work for more.
func TestAtMostSoManyInFlight(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.CircleCI.Script.Always(stage.Any, stage.Slow(20*time.Millisecond))
	dray := w.Run(t, "DRAY_LIMITS_MAX_IN_FLIGHT=3")
	w.Dispatch(t, ids("r_", 30)...)
	w.Triggered(t, 30)
	dray.Stop(t)
	if most := w.ToCircleCI.AtOnce(); most != 3 {
		t.Errorf("%d requests at once, want 3", most)
	}
}
