package e2e

import (
	"testing"

	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/world"
)

// Port being down holds up neither the start nor a run, and what it was not told
// it is told once it is back.
func TestPortIsDownAtTheStart(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Port.Script.Always(stage.Any, stage.Reset())
	w.CircleCI.Script.Always(world.Slug("r_404"), stage.Status(404, ""))
	dray := w.Run(t)
	w.Dispatch(t, "r_404", "r_201")
	w.Reached(t, "r_404", "r_201")
	dray.Says(t, "Port's API cannot be reached")
	w.Settled(t)

	w.Port.Script.Always(stage.Any, stage.Answer{})
	if run := w.Ended(t, "r_404"); run.Status != "FAILURE" || run.Summary == "" {
		t.Errorf("it was told late and as %s, %q", run.Status, run.Summary)
	}
	w.Shown(t, "r_201", func(run port.Run) bool { return len(run.Logs) > 0 })
	dray.Stop(t)
}

// Once Port is known to be down, runs that have something to tell it go by
// without waiting for it: more of them than may be unsettled at once.
func TestPortGoesDown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.CircleCI.Script.Always(stage.Any, stage.Status(404, ""))
	dray := w.Run(t, "DRAY_LIMITS_MAX_UNSETTLED=20", "DRAY_LIMITS_MAX_IN_FLIGHT=20")
	w.Dispatch(t, "r_before")
	w.Ended(t, "r_before")

	w.Port.Script.Always(stage.Any, stage.Status(503, ""))
	during := ids("r_", 200)
	w.Dispatch(t, during...)
	w.Reached(t, during...)
	w.Settled(t)
	w.Port.Script.Always(stage.Any, stage.Answer{})
	if err := w.Port.WaitEnded(world.Within(t), 1+len(during)); err != nil {
		t.Error(err)
	}
	dray.Stop(t)
	once(t, w.CircleCI.State(), 1+len(during))
}

// Port's API that hangs does not hold up what is dispatched.
func TestPortHangs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Port.Script.Always(port.RunLog, stage.Hang())
	w.Port.Script.Always(port.Organization, stage.Hang())
	dray := w.Run(t)
	all := ids("r_", 300)
	w.Dispatch(t, all...)
	w.Reached(t, all...)
	w.Settled(t)
	dray.Kill()
}

// An access token that Port no longer takes is replaced, once for all runs.
func TestPortForgetsTheToken(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.CircleCI.Script.Always(stage.Any, stage.Status(404, ""))
	dray := w.Run(t)
	w.Dispatch(t, ids("r_a", 20)...)
	if err := w.Port.WaitEnded(world.Within(t), 20); err != nil {
		t.Fatal(err)
	}
	w.Port.Revoke()
	w.Dispatch(t, ids("r_b", 20)...)
	if err := w.Port.WaitEnded(world.Within(t), 40); err != nil {
		t.Fatal(err)
	}
	dray.Stop(t)
	if calls := w.Port.Calls()[port.Token]; calls > 3 {
		t.Errorf("%d calls for tokens, want at most 3", calls)
	}
}

// What Port limits the rate of is told when Port takes it again.
func TestPortLimitsTheRate(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.CircleCI.Script.Always(stage.Any, stage.Status(404, ""))
	w.Port.Script.Next(port.PatchRun, stage.RetryAfter(429, 1), stage.RetryAfter(429, 1))
	dray := w.Run(t)
	w.Dispatch(t, ids("r_", 20)...)
	if err := w.Port.WaitEnded(world.Within(t), 20); err != nil {
		t.Error(err)
	}
	w.Settled(t)
	dray.Stop(t)
}
