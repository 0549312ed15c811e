package e2e

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/tests/e2e/world"
)

// Port signs what an action's own template makes of the envelope, so any member
// may be missing or of any type. A run goes its way where what is odd doesn't
// matter, and never takes dray or the next run down.
func TestWrongTypes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	places := []struct {
		path   string
		sent   bool // whatever is there
		failed bool // the run fails: Port is told
	}{
		{path: "action", failed: true}, // the mapping's `enabled` looks at it
		{path: "resourceType", sent: true},
		{path: "status", sent: true},
		{path: "trigger", sent: true},
		{path: "trigger.by", sent: true},
		{path: "trigger.by.user", sent: true},
		{path: "trigger.by.user.email", sent: true},
		{path: "trigger.at", sent: true},
		{path: "context", sent: true},
		{path: "context.runId", sent: true},
		{path: "context.blueprint", sent: true},
		{path: "payload"},
		{path: "payload.action"},
		{path: "payload.action.invocationMethod"},
		{path: "payload.action.invocationMethod.agent"},
		{path: "payload.action.invocationMethod.type", sent: true},
		{path: "payload.action.invocationMethod.url", sent: true},
		{path: "payload.action.invocationMethod.synchronized", sent: true},
		{path: "payload.censoredProperties", sent: true},
	}
	values := []any{nil, "text", "", 7, -1.5e300, false, []any{}, []any{1, nil}, map[string]any{}, map[string]any{"x": []any{}}}
	var messages [][]byte
	sent, failed := map[string]int{}, map[string]bool{}
	for p, place := range places {
		for v := -1; v < len(values); v++ {
			id := fmt.Sprintf("r_%d_%d", p, v)
			event := world.NewEvent(id).Without(place.path)
			if v >= 0 {
				event = event.With(place.path, values[v])
			}
			messages = append(messages, event.Signed(w.Secret))
			if place.sent {
				sent[id] = 1
			}
			if place.failed {
				failed[id] = true
			}
		}
	}
	sent["r_next"] = 1
	dray := w.Run(t)
	w.Publish(t, messages...)
	w.Dispatch(t, "r_next")
	w.Reached(t, "r_next")
	w.Settled(t)
	dray.Stop(t)
	if diff := cmp.Diff(sent, world.Times(w.CircleCI.State())); diff != "" {
		t.Errorf("triggers:\n%s", diff)
	}
	runs := w.Port.Runs()
	for id := range failed {
		if runs[id].Status != "FAILURE" {
			t.Errorf("run %s, which no mapping takes, is %s", id, runs[id].Status)
		}
	}
	for id, run := range runs {
		if run.Ended() && !failed[id] {
			text, _ := json.Marshal(run)
			t.Errorf("run %s has ended: %s", id, text)
		}
	}
}
