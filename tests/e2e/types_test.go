package e2e

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/standin/port"
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

// What is unusual and still JSON goes its way, whatever it holds.
func TestOddValues(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	long := strings.Repeat("x", 5000)
	odd := []string{
		`1e999`, `-0`, `1e-7`, `123456789012345678901234567890`, `0.1000000000000000055511151231257827`,
		`"\ud800"`, `"\u0000"`, `"\u2028<script>&amp;"`, `"é\u0301\ud83d\ude00"`, `""`, `"${env:HOME} \\(env.HOME) %s %2F"`,
		`{"":{"":[]}}`, `{"__proto__":1,"a.b":2,"a\"b":3}`, `[[],{},[[null]]]`, deep(100), `"` + long + `"`,
	}
	var messages [][]byte
	want := map[string]int{}
	for i, value := range odd {
		id := fmt.Sprintf("r_%d", i)
		want[id] = 1
		event := world.NewEvent(id).With("payload.note", json.RawMessage(value)).With("trigger.origin", json.RawMessage(value))
		messages = append(messages, event.Signed(w.Secret))
	}
	dray := w.Run(t)
	w.Publish(t, messages...)
	w.Triggered(t, len(odd))
	// A run's id ends up in the addresses of Port's API.
	w.Publish(t, world.NewEvent("r_odd id?c=d#e%2F").With("payload.entity.properties.project_slug", world.Slug("r_path")).Signed(w.Secret))
	want["r_path"] = 1
	w.Reached(t, "r_path")
	w.Shown(t, "r_odd id?c=d#e%2F", func(run port.Run) bool { return len(run.Logs) > 0 })
	w.Settled(t)
	dray.Stop(t)
	if diff := cmp.Diff(want, world.Times(w.CircleCI.State())); diff != "" {
		t.Errorf("triggers:\n%s", diff)
	}
}
