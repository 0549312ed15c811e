package event_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/drayhq/dray/core/polling/event"
)

func TestOfRun(t *testing.T) {
	for _, c := range []struct{ name, run, want string }{
		{"as Port has it",
			`{"id":"r_1","status":"IN_PROGRESS","payload":{"type":"WEBHOOK","agent":true,"url":"https://u","synchronized":true,"method":"PUT","headers":{"RUN":"a"},` +
				`"body":{"z":1.50,"action":"ship","context":{"entity":"e"},"payload":{"properties":{"n":12345678901234567890}}}}}`,
			`{"z":1.50,"action":"ship","context":{"entity":"e","runId":"r_1"},"payload":{"properties":{"n":12345678901234567890},` +
				`"action":{"invocationMethod":{"type":"WEBHOOK","agent":true,"url":"https://u","synchronized":true,"method":"PUT","headers":{"RUN":"a"}}}},"headers":{"RUN":"a"}}`},
		{"nothing but what it takes", `{"id":"r_1","payload":{"agent":true}}`,
			`{"headers":{},"payload":{"action":{"invocationMethod":{"agent":true,"synchronized":false,"method":"POST","headers":{}}}},"context":{"runId":"r_1"}}`},
		{"what is there already is replaced in its place", `{"id":"r_1","payload":{"body":{"headers":{"X-Port-Signature":"v1,x"},"context":{"runId":"r_2","by":1},"payload":{"action":{"invocationMethod":{"url":"u"},"identifier":"i"}},"last":0}}}`,
			`{"headers":{},"context":{"runId":"r_1","by":1},"payload":{"action":{"invocationMethod":{"synchronized":false,"method":"POST","headers":{}},"identifier":"i"}},"last":0}`},
		{"what should be an object and is not", `{"id":"r_1","payload":{"body":{"payload":null,"context":"x"}}}`,
			`{"payload":{"action":{"invocationMethod":{"synchronized":false,"method":"POST","headers":{}}}},"context":{"runId":"r_1"},"headers":{}}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := event.OfRun(json.RawMessage(c.run))
			if err != nil || got.ID != "r_1" {
				t.Fatalf("%+v, %v", got, err)
			}
			if string(got.Message) != c.want {
				t.Errorf("got  %s\nwant %s", got.Message, c.want)
			}
		})
	}
}

func TestOfNode(t *testing.T) {
	const config = `{"type":"WEBHOOK","url":"https://u","agent":true,"body":{"a":1}}`
	got, err := event.OfNode(json.RawMessage(`{"identifier":"wfnr_1","createdAt":"2026-05-01T10:00:00.5Z","node":{"config":` + config + `},"workflowRun":{"identifier":"wfr_1"},"output":{"o":2}}`))
	want := `{"a":1,"headers":{},` +
		`"payload":{"nodeRunIdentifier":"wfnr_1","workflowRunIdentifier":"wfr_1","nodeConfig":` + config + `,"output":{"o":2},` +
		`"action":{"invocationMethod":{"type":"WEBHOOK","url":"https://u","agent":true,"synchronized":false,"method":"POST","headers":{}}}},` +
		`"context":{"nodeRunIdentifier":"wfnr_1","workflowRunIdentifier":"wfr_1","nodeConfig":` + config + `,"runId":"wfnr_1"}}`
	if err != nil || string(got.Message) != want {
		t.Errorf("%v\ngot  %s\nwant %s", err, got.Message, want)
	}
	if got.ID != "wfnr_1" || !got.At.Equal(time.Date(2026, 5, 1, 10, 0, 0, 5e8, time.UTC)) {
		t.Errorf("id %s, at %s", got.ID, got.At)
	}
}

func TestANodeThatIsNoCall(t *testing.T) {
	got, err := event.OfNode(json.RawMessage(`{"identifier":"wfnr_1","node":{"config":{"type":"DELAY","agent":true}}}`))
	if err != nil || !strings.Contains(string(got.Message), `"agent":false`) {
		t.Errorf("%s, %v", got.Message, err)
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	for _, c := range []struct{ run, id, want string }{
		{`{"payload":{}}`, "", "no id"},
		{`{"id":""}`, "", "no id"},
		{`7`, "", "reading a claimed run"},
		{`{"id":7}`, "", "reading a claimed run"},
		{`{"id":"r_1","payload":7}`, "r_1", "its payload, which says how to invoke it, is missing or no object"},
		{`{"id":"r_1"}`, "r_1", "its payload"},
	} {
		got, err := event.OfRun(json.RawMessage(c.run))
		if err == nil || !strings.Contains(err.Error(), c.want) || got.ID != c.id {
			t.Errorf("%s: %+v, %v, want %q", c.run, got, err, c.want)
		}
	}
	if _, err := event.OfNode(json.RawMessage(`{"node":{}}`)); err == nil || !strings.Contains(err.Error(), "no id") {
		t.Errorf("a node without an identifier: %v", err)
	}
	for _, run := range []string{`{"identifier":"wfnr_1","node":"x"}`, `{"node":{"config":[]},"identifier":"wfnr_1"}`} {
		if got, err := event.OfNode(json.RawMessage(run)); err == nil || got.ID != "wfnr_1" || got.Message != nil {
			t.Errorf("%s: %+v, %v", run, got, err)
		}
	}
}

// Whatever Port sends, what comes out is an object that names the run.
func FuzzOfRun(f *testing.F) {
	f.Add(`{"id":"r_1","payload":{"agent":true,"body":{"context":{"x":1}}}}`)
	f.Add(`{"id":"r_1","payload":{"body":[]}}`)
	f.Fuzz(func(t *testing.T, text string) {
		for _, of := range []func(json.RawMessage) (event.Event, error){event.OfRun, event.OfNode} {
			got, err := of(json.RawMessage(text))
			if err != nil {
				continue
			}
			var read struct {
				Context struct {
					RunID string `json:"runId"`
				} `json:"context"`
			}
			if err := json.Unmarshal(got.Message, &read); err != nil || read.Context.RunID != got.ID {
				t.Errorf("%s from %s: %v, id %q", got.Message, text, err, got.ID)
			}
		}
	})
}
