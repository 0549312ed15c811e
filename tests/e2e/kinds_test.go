package e2e

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/process"
	"github.com/drayhq/dray/tests/e2e/world"
)

// A change-log event is not signed, triggers, and is nothing to tell Port of,
// whatever it contains and however it ends.
func TestChangeLog(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dray := w.Run(t)
	w.CircleCI.Script.Always(world.Slug("c_404"), stage.Status(404, ""))
	w.PublishTo(t, w.Changes, 0,
		world.NewChange("c_1").JSON(),
		world.NewChange("c_404").JSON(),
		world.NewChange("c_run").With("context.runId", "r_of_a_change").JSON(),
		world.NewChange("c_none").With("action", "nothing maps this").JSON(),
	)
	w.Reached(t, "c_1", "c_404", "c_run")
	w.Settled(t)
	dray.Stop(t)
	if diff := cmp.Diff(map[string]int{"c_1": 1, "c_404": 1, "c_run": 1}, world.Times(w.CircleCI.State())); diff != "" {
		t.Error(diff)
	}
	if runs := w.Port.Runs(); len(runs) > 0 {
		t.Errorf("Port was told of %v", runs)
	}
}

// The topic, never the content, decides what a message is.
func TestAChangeOnTheRunsTopicHasToBeSigned(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dray := w.Run(t)
	both := func(id string) world.Event {
		return world.NewEvent(id).With("changelogDestination", map[string]any{"type": "WEBHOOK", "agent": true})
	}
	w.Publish(t, world.NewChange("c_bare").JSON(), both("r_bare").JSON(), both("r_signed").Signed(w.Secret))
	w.Reached(t, "r_signed")
	w.Settled(t)
	dray.Stop(t)
	if diff := cmp.Diff(map[string]int{"r_signed": 1}, world.Times(w.CircleCI.State())); diff != "" {
		t.Error(diff)
	}
}

// A workflow node's run has calls of its own at Port.
func TestNodeRuns(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dray := w.Run(t)
	waits := set("payload.action.invocationMethod.synchronized", true)
	w.CircleCI.Script.Always(world.Slug("wfnr_404"), stage.Status(404, `{"message":"Project not found"}`))
	w.Publish(t,
		waits(world.NewEvent("wfnr_waits")).Signed(w.Secret),
		world.NewEvent("wfnr_404").Signed(w.Secret),
		world.NewEvent("wfnr_goes").Signed(w.Secret),
	)
	done, refused := w.Ended(t, "wfnr_waits"), w.Ended(t, "wfnr_404")
	w.Settled(t)
	dray.Stop(t)
	output, _ := done.Output.(map[string]any)
	response, _ := output["response"].(map[string]any)
	if done.Status != "COMPLETED" || done.Result != "SUCCESS" || response["status"] != 201.0 || response["data"] == nil {
		t.Errorf("the synchronized node's run: %+v", done)
	}
	if refused.Status != "COMPLETED" || refused.Result != "FAILED" || len(refused.Logs) == 0 {
		t.Errorf("the refused node's run: %+v", refused)
	}
	if run, told := w.Port.Runs()["wfnr_goes"]; told && run.Ended() {
		t.Errorf("the asynchronous node's run has ended: %+v", run)
	}
	calls := w.Port.Calls()
	if calls[port.PatchRun]+calls[port.RunLog]+calls[port.Response] > 0 {
		t.Errorf("calls of action runs were made about nodes' runs: %v", calls)
	}
}

// For the type GITLAB Port signs without the headers altogether.
func TestGitLabSignature(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dray := w.Run(t)
	event := world.NewEvent("r_gitlab").With("payload.action.invocationMethod.type", "GITLAB").Without("headers")
	signed := event.With("headers", map[string]any{
		"X-Port-Signature": world.Sign(w.Secret, "1767225600", event.JSON()), "X-Port-Timestamp": 1767225600,
	})
	w.Publish(t, signed.JSON())
	w.Reached(t, "r_gitlab")
	dray.Stop(t)
	if got := w.CircleCI.State().Requests[0].Branch; got != "main" {
		t.Errorf("it asks for the branch %q", got)
	}
}

// While a client secret is rotated both sign. Five messages in a row that neither
// signed are worth an alarm, for one secret was most likely forgotten.
func TestRotatedSecret(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dray := w.Run(t, "DRAY_PORT_PREVIOUS_CLIENT_SECRET=the-secret-before")
	alarms := func() (n int) {
		for _, line := range dray.Lines() {
			if line.Level == "ERROR" {
				n++
			}
		}
		return n
	}
	forged := world.NewEvent("r_forged").Signed("a-third-secret")
	w.Publish(t, forged, forged, forged, forged)
	w.Publish(t, world.NewEvent("r_before").Signed("the-secret-before"), world.NewEvent("r_now").Signed(w.Secret))
	w.Reached(t, "r_before", "r_now")
	w.Settled(t)
	if n := alarms(); n > 0 {
		t.Errorf("%d alarms after four forged messages in a row", n)
	}
	w.Publish(t, forged, forged, forged, forged, forged)
	dray.Line(t, "an ERROR", func(line process.Line) bool { return line.Level == "ERROR" })
	w.Publish(t, forged, forged)
	w.Settled(t)
	dray.Stop(t)
	if n := alarms(); n != 1 {
		t.Errorf("%d alarms, want 1", n)
	}
	if times := world.Times(w.CircleCI.State()); len(times) != 2 {
		t.Errorf("triggers: %v", times)
	}
}
