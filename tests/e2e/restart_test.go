package e2e

import (
	"testing"
	"time"

	"github.com/drayhq/dray/core/standin/stage"
)

// The broker restarts in the middle of many runs: none is lost, none is sent
// twice, and nothing is left unsettled. It runs alone, for all stories share the
// broker.
func TestTheBrokerRestarts(t *testing.T) {
	if kafka.Own == nil {
		t.Skip("a given broker is not ours to restart")
	}
	w := newWorld(t)
	w.CircleCI.Script.Always(stage.Any, stage.Slow(10*time.Millisecond))
	dray := w.Run(t)
	all := ids("r_", 500)
	w.Dispatch(t, all[:300]...)
	w.Received(t, 150)
	kafka.Own.Stop()
	if err := kafka.Own.Resume(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.Dispatch(t, all[300:]...)
	w.Triggered(t, len(all))
	w.Settled(t)
	dray.Stop(t)
	once(t, w.CircleCI.State(), len(all))
	if told := len(w.Port.Runs()); told != len(all) {
		t.Errorf("Port was told of %d runs, want %d", told, len(all))
	}
}
