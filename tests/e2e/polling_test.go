package e2e

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/process"
	"github.com/drayhq/dray/tests/e2e/world"
)

// offer has Port keep a run for the agent, as it does where there is no Kafka.
func offer(t *testing.T, w *world.World, id string, how map[string]any) {
	t.Helper()
	payload := map[string]any{
		"type": "WEBHOOK", "agent": true, "url": "https://circleci.com", "method": "POST",
		"body": world.NewEvent(id).Without("headers").Without("payload.action").Without("context.runId"),
	}
	maps.Copy(payload, how)
	text, err := json.Marshal(map[string]any{"id": id, "payload": payload})
	if err != nil {
		t.Fatal(err)
	}
	w.Port.Offer(text)
}

// polled is the environment of port-agent where it polls: nothing in it is about Kafka.
func polled(w *world.World, more ...string) []string {
	return append(append(w.Credentials(), "STREAMER_NAME=POLLING", "POLLING_INTERVAL_SECONDS=0.2",
		"CONTROL_THE_PAYLOAD_CONFIG_PATH="+world.Documented(),
		"CIRCLE_CI_URL="+w.CircleCIAt, "CIRCLE_CI_TOKEN="+w.Token), more...)
}

func acked(t *testing.T, w *world.World, runs int) {
	t.Helper()
	if err := w.Port.WaitAcked(world.Within(t), runs); err != nil {
		t.Fatal(err)
	}
}

// Runs that Port keeps for the agent are claimed, sent and reported as those from Kafka
// are, a workflow's node too.
func TestPolling(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dray := w.Start(t, polled(w, "DRAY_OBSERVE_LISTEN=127.0.0.1:0"), "run")
	w.CircleCI.Script.Always(world.Slug("r_refused"), stage.Status(404, `{"message":"Project not found"}`))
	offer(t, w, "r_good", nil)
	offer(t, w, "r_answered", map[string]any{"synchronized": true})
	offer(t, w, "r_refused", nil)
	offer(t, w, "r_not_ours", map[string]any{"agent": false})
	body := world.NewEvent("wfnr_1").Without("headers").Without("payload.action").Without("context.runId")
	node, err := json.Marshal(map[string]any{"identifier": "wfnr_1", "workflowRun": map[string]any{"identifier": "wfr_1"},
		"node": map[string]any{"config": map[string]any{"type": "WEBHOOK", "agent": true, "url": "https://circleci.com", "synchronized": true, "body": body}}})
	if err != nil {
		t.Fatal(err)
	}
	w.Port.OfferNode(node)
	w.Port.Offer(json.RawMessage(`{"id":"r_broken","payload":7}`))

	w.Triggered(t, 3)
	w.Ended(t, "r_answered")
	w.Ended(t, "r_refused")
	w.Ended(t, "wfnr_1")
	w.Ended(t, "r_broken")
	acked(t, w, 6)
	times := world.Times(w.CircleCI.State())
	if want := map[string]int{"r_good": 1, "r_answered": 1, "r_refused": 1, "wfnr_1": 1}; !maps.Equal(times, want) {
		t.Errorf("triggered %v, want %v", times, want)
	}
	runs := w.Port.Runs()
	if runs["r_answered"].Status != "SUCCESS" || runs["r_refused"].Status != "FAILURE" || runs["r_broken"].Status != "FAILURE" || runs["wfnr_1"].Result != "SUCCESS" {
		t.Errorf("Port has %+v", runs)
	}
	if _, told := runs["r_not_ours"]; told || w.Port.Streamer() != "POLLING" {
		t.Errorf("of a run that isn't ours Port was told: %t; the agent takes its runs by %q", told, w.Port.Streamer())
	}
	at := pages(t, dray)
	until(t, at+"/readyz", func(status int, _ string) bool { return status == 200 })
	shown := scrape(t, at, nil)
	if !strings.Contains(shown, `dray_port_calls_total{call="claim",code="2xx"}`) || !strings.Contains(shown, `dray_messages_total{is="ours",topic="runs"} 4`) || strings.Contains(shown, "dray_kafka") {
		t.Errorf("metrics:\n%s", shown)
	}
	dray.Stop(t)
}

// Of a run that is waiting for its retry when dray is killed: with a store the next
// process sends it, once.
func TestPollingAndAKill(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	environ := polled(w, "DRAY_STORE_PATH="+t.TempDir(), "DRAY_OBSERVE_LISTEN=127.0.0.1:0")
	w.CircleCI.Script.Always(world.Slug("r_1"), stage.RetryAfter(503, 20))
	dray := w.Start(t, environ, "run")
	offer(t, w, "r_1", nil)
	dray.Says(t, "will be tried again", "r_1")
	scrape(t, pages(t, dray), map[string]float64{"dray_store_intents": 0, "dray_store_pending_writes": 0}) // that nothing was sent is on disk
	dray.Kill()
	w.CircleCI.Script.Always(world.Slug("r_1"), stage.Answer{})
	next := w.Start(t, environ, "run")
	next.Says(t, "going on with runs that were acknowledged before")
	if state := w.Triggered(t, 1); state.Received != 2 {
		t.Errorf("sent %d times, want once by each process", state.Received)
	}
	next.Line(t, "how the run ended", func(l process.Line) bool { return l.Get("run") == "r_1" && l.Get("outcome") == "delivered" })
	next.Stop(t)
	last := w.Start(t, environ, "run")
	last.Says(t, "dispatching")
	last.Stop(t)
	for _, line := range last.Lines() {
		if line.Message == "going on with runs that were acknowledged before" {
			t.Errorf("it is taken up again after it was delivered: %s", line.Text)
		}
	}
}

// A run that is being acknowledged when dray is killed was not sent, and is in no doubt.
func TestPollingAndAKillWhileAcknowledging(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	environ := polled(w, "DRAY_STORE_PATH="+t.TempDir())
	w.Port.Script.Always(port.AckRun, stage.Status(503, `{}`))
	dray := w.Start(t, environ, "run")
	offer(t, w, "r_1", nil)
	dray.Says(t, "acknowledging a run", "r_1")
	dray.Kill()
	w.Port.Script.Always(port.AckRun, stage.Answer{})
	next := w.Start(t, environ, "run")
	w.Triggered(t, 1)
	next.Line(t, "how the run ended", func(l process.Line) bool { return l.Get("run") == "r_1" && l.Get("outcome") == "delivered" })
	next.Stop(t)
}

// Without a store a stop leaves no run in progress for ever: Port is told of it.
func TestPollingAndAStop(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.CircleCI.Script.Always(world.Slug("r_1"), stage.RetryAfter(503, 20))
	dray := w.Start(t, polled(w), "run")
	offer(t, w, "r_1", nil)
	dray.Says(t, "will be tried again", "r_1")
	dray.Stop(t)
	if run := w.Port.Runs()["r_1"]; run.Status != "FAILURE" || !strings.Contains(run.Summary, "dray was stopped before") {
		t.Errorf("Port has %+v", run)
	}
}

// Two agents share what Port has: none of it is sent twice.
func TestPollingTogether(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := []*process.Process{w.Start(t, polled(w), "run"), w.Start(t, polled(w), "run")}
	var want []string
	for i := range 100 {
		id := "r_" + string(rune('a'+i/10)) + string(rune('a'+i%10))
		want = append(want, id)
		offer(t, w, id, nil)
	}
	times := world.Times(w.Triggered(t, len(want)))
	acked(t, w, len(want))
	if got := slices.Sorted(maps.Keys(times)); !slices.Equal(got, want) {
		t.Errorf("triggered %q", got)
	}
	for id, n := range times {
		if n != 1 {
			t.Errorf("%s was sent %d times", id, n)
		}
	}
	for _, dray := range all {
		dray.Stop(t)
	}
}

// A run that is larger than dray takes doesn't vanish: Port hears why.
func TestPollingTooLarge(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dray := w.Start(t, polled(w, "DRAY_LIMITS_MESSAGE_BYTES=2KiB", "DRAY_STORE_PATH="+t.TempDir()), "run")
	offer(t, w, "r_1", map[string]any{"long": strings.Repeat("x", 2048)})
	w.Ended(t, "r_1")
	acked(t, w, 1)
	if run := w.Port.Runs()["r_1"]; run.Status != "FAILURE" || !strings.Contains(run.Summary, "the limit is 2048") {
		t.Errorf("Port has %+v", run)
	}
	dray.Stop(t)
}

// Port that fails for as long as one wants to bear it ends dray, which is started anew.
func TestPollingGivenUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Port.Script.Always(port.ClaimRuns, stage.Status(500, `{}`))
	dray := w.Start(t, polled(w, "POLLING_INITIAL_BACKOFF_SECONDS=0.1", "POLLING_MAX_FAILURE_DURATION_SECONDS=0.5"), "run")
	if code := dray.Wait(t); code != 1 || !strings.Contains(dray.Said(), "polling.give_up") {
		t.Errorf("exit %d:\n%s", code, dray.Said())
	}
}

// To look on without taking part can't be had here, and is refused before any claim.
func TestPollingDryRun(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dray := w.Start(t, polled(w), "run", "--dry-run")
	if code := dray.Wait(t); code != 2 || !strings.Contains(dray.Said(), "--dry-run can't be had with polling") || w.Port.Calls()[port.ClaimRuns] != 0 {
		t.Errorf("exit %d:\n%s", code, dray.Said())
	}
}
