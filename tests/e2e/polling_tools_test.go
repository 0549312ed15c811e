package e2e

import (
	"testing"

	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/world"
)

// What works on runs from Kafka works on those that are claimed: lanes, pausing,
// reloading, dead letters and their replay.
func TestPollingAndTheTools(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	route := "routes: [{name: r, order_by: .action, retry: {initial: 10ms, max: 20ms, total: 200ms}, chain: [jq, http]}]\n"
	w.File(t, "dray.yaml", route)
	dir := t.TempDir()
	environ := polled(w, "DRAY_STORE_PATH="+dir+"/store", "DRAY_ADMIN_LISTEN=unix:"+dir+"/a.sock", "DRAY_OBSERVE_LISTEN=127.0.0.1:0")
	w.CircleCI.Script.Always(world.Slug("r_busy"), stage.Status(503, ""))
	dray := w.Start(t, environ, "run")
	at := pages(t, dray)
	offer(t, w, "r_busy", nil)
	w.Shown(t, "r_busy", func(r port.Run) bool { return r.StatusLabel == "Parked" })
	acked(t, w, 1)
	held := letters(t, w, environ)["r_busy"]
	if held.Class != "exhausted" {
		t.Fatalf("r_busy is held as %+v", held)
	}

	ask(t, w, environ, "pause")
	offer(t, w, "r_paused", nil)
	scrape(t, at, map[string]float64{`dray_queued_runs{route="r"}`: 1})
	w.File(t, "dray.yaml", route+"log: {level: debug}\n")
	dray.Says(t, `"msg":"reloaded"`, "log.level")
	if w.Port.Acked("r_paused") || world.Times(w.CircleCI.State())["r_paused"] != 0 {
		t.Error("a run was begun while all was paused")
	}
	ask(t, w, environ, "resume")
	w.Reached(t, "r_paused")
	acked(t, w, 2)

	w.CircleCI.Script.Always(world.Slug("r_busy"), stage.Answer{})
	ask(t, w, environ, "dlq", "replay", held.ID)
	w.Shown(t, "r_busy", func(r port.Run) bool { return r.StatusLabel == "Replayed" })
	dray.Stop(t)
	if left := letters(t, w, environ); len(left) != 0 {
		t.Errorf("left are %+v", left)
	}
}
