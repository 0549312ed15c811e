package e2e

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/tests/e2e/world"
)

func contains(text string, all ...string) bool {
	for _, part := range all {
		if !strings.Contains(text, part) {
			return false
		}
	}
	return true
}

// A group that begins tells how much lies ahead of it, and with the latest as its
// start leaves that alone.
func TestTheStartOfAGroup(t *testing.T) {
	t.Parallel()
	for _, start := range []string{"earliest", "largest"} {
		t.Run(start, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			old := ids("r_old", 5)
			w.Dispatch(t, old...)
			dray := w.Run(t, "KAFKA_CONSUMER_AUTO_OFFSET_RESET="+start)
			line := dray.Says(t, "the group is new")
			if line.Get("runs") != "5" || line.Get("oldest_run_age") == "" {
				t.Errorf("it doesn't say how many runs of what age: %s", line.Text)
			}
			want := map[string]int{"r_new": 1}
			if start == "earliest" {
				w.Reached(t, old...)
				for _, id := range old {
					want[id] = 1
				}
			}
			dray.Stop(t) // what lay ahead is settled, or left behind for good
			w.Dispatch(t, "r_new")
			dray = w.Run(t, "KAFKA_CONSUMER_AUTO_OFFSET_RESET="+start)
			w.Reached(t, "r_new")
			dray.Stop(t)
			if diff := cmp.Diff(want, world.Times(w.CircleCI.State())); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A dry run says what it would send, under a group of its own, and leaves the
// runs to the one that sends.
func TestDryRun(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Dispatch(t, "r_1", "r_2")
	w.Publish(t, world.NewEvent("r_odd").With("action", "deploy").Signed(w.Secret))
	w.PublishTo(t, w.Changes, 0, world.NewChange("c_1").JSON())
	dray := w.Start(t, append(w.Environ(), "KAFKA_CONSUMER_GROUP_ID="+w.Org+".dry"), "run", "--dry-run")
	for _, id := range []string{"r_1", "r_2", "c_1"} {
		dray.Says(t, "would send", "POST "+w.CircleCIAt+"/api/v2/project/gh%2Forg%2F"+id+"/pipeline")
	}
	dray.Says(t, "would not send", "r_odd")
	dray.Stop(t)
	if err := w.Broker.WaitForLag(world.Within(t), w.Org+".dry", 0, w.Runs, w.Changes); err != nil {
		t.Error(err)
	}
	if got := w.CircleCI.State().Received; got > 0 {
		t.Errorf("CircleCI received %d requests", got)
	}
	if calls := w.Port.Calls(); len(calls) > 0 {
		t.Errorf("Port was called: %v", calls)
	}

	dray = w.Run(t)
	w.Reached(t, "r_1", "r_2", "c_1")
	w.Ended(t, "r_odd")
	w.Settled(t)
	dray.Stop(t)
}
