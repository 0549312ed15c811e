package e2e

import (
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/world"
)

// After kill -9 only what was sent and not settled is sent again, though an older
// run was still under way: the commit's metadata says what was done above it.
func TestACrash(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.CircleCI.Script.Next(world.Slug("r_hangs"), stage.Hang())
	crash := []string{
		"KAFKA_CONSUMER_SESSION_TIMEOUT_MS=2000", // so long the group waits for the dead
		// With the one that hangs a single other may be unsettled, so that each is
		// sent when the one before has been.
		"DRAY_LIMITS_MAX_UNSETTLED=2", "DRAY_LIMITS_MAX_IN_FLIGHT=2",
	}
	dray := w.Run(t, crash...)
	w.Dispatch(t, "r_hangs")
	w.Reached(t, "r_hangs")
	others := ids("r_", 40)
	w.Dispatch(t, others...)
	w.Reached(t, others...)
	dray.Kill()

	dray = w.Run(t, crash...)
	w.Dispatch(t, "r_next")
	w.Reached(t, "r_next")
	w.Settled(t)
	dray.Stop(t)
	got := world.Times(w.CircleCI.State())
	last := others[len(others)-1]
	if got[last] == 2 { // it was sent and maybe not yet settled
		got[last] = 1
	}
	want := map[string]int{"r_hangs": 2, "r_next": 1}
	for _, id := range others {
		want[id] = 1
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Crashes in the middle of many runs repeat no more than may be unsettled, and
// lose none.
func TestCrashesUnderLoad(t *testing.T) {
	t.Parallel()
	const unsettled, crashes = 8, 3
	w := newWorld(t)
	limits := []string{
		"KAFKA_CONSUMER_SESSION_TIMEOUT_MS=1500", "DRAY_LIMITS_MAX_UNSETTLED=8", "DRAY_LIMITS_MAX_IN_FLIGHT=8",
	}
	all := ids("r_", 300)
	w.Dispatch(t, all...)
	for crash := range crashes {
		dray := w.Run(t, limits...)
		w.Received(t, (crash+1)*60)
		dray.Kill()
	}
	dray := w.Run(t, limits...)
	w.Reached(t, all...)
	w.Settled(t)
	dray.Stop(t)
	if again := w.CircleCI.State().Received - len(all); again > crashes*unsettled {
		t.Errorf("%d runs were sent again after %d crashes, with %d unsettled at most", again, crashes, unsettled)
	}
}

// A process that stands still for longer than its session loses its partitions to
// the other. When it goes on it neither sends nor commits what is no longer its own.
func TestAProcessThatStoodStill(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	few := []string{
		"KAFKA_CONSUMER_SESSION_TIMEOUT_MS=1500", "DRAY_LIMITS_MAX_UNSETTLED=64", "DRAY_LIMITS_MAX_IN_FLIGHT=4",
	}
	w.CircleCI.Script.Always(stage.Any, stage.Slow(20*time.Millisecond))
	still := w.Run(t, few...)
	all := ids("r_", 200)
	w.Dispatch(t, all[:100]...)
	w.Received(t, 30)
	still.Signal(syscall.SIGSTOP)
	other := w.Run(t, few...)
	w.Reached(t, all[:100]...)
	w.Settled(t)
	before := w.CircleCI.State().Received
	if again := before - 100; again > 64 {
		t.Errorf("%d runs were sent again by the other, with 64 unsettled at most", again)
	}
	still.Signal(syscall.SIGCONT)
	still.Says(t, "partitions lost")
	w.Dispatch(t, all[100:]...)
	w.Reached(t, all...)
	w.Settled(t)
	still.Stop(t)
	other.Stop(t)
	if got := w.CircleCI.State().Received; got != before+100 {
		t.Errorf("%d requests for the last 100 runs: some were of those that were done", got-before)
	}
}
