package event

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

func TestRead(t *testing.T) {
	const ours = `"payload":{"action":{"invocationMethod":{"agent":true}}}`
	for _, tt := range []struct {
		name, event string
		changes     bool
		want        Envelope
	}{
		{"an action run", run, false, Envelope{
			Kind: sdk.ActionRun, RunID: "r_HardNzG6kzc9vWOQ", Action: "trigger_circle_ci_pipeline",
			Requester: "executor@mail.com", At: time.Date(2023, 11, 13, 15, 20, 16, 641e6, time.UTC),
			Agent: true, Type: "WEBHOOK", Method: "POST", URL: "https://circleci.com",
		}},
		{"a workflow node run", `{"context":{"runId":"wfnr_1"},"payload":{"action":{"invocationMethod":{"agent":true,"synchronized":true}}}}`, false,
			Envelope{Kind: sdk.NodeRun, RunID: "wfnr_1", Agent: true, Synchronized: true}},
		{"a change", `{"context":{"runId":"r_1"},"changelogDestination":{"agent":true,"type":"WEBHOOK","url":"u"}}`, true,
			Envelope{Kind: sdk.ChangeLog, Agent: true, Type: "WEBHOOK", URL: "u"}},
		{"a change on the runs topic", `{"context":{"runId":"r_1"},"changelogDestination":{"agent":true}}`, false,
			Envelope{RunID: "r_1"}},
		{"a run on the change-log topic", `{"context":{"runId":"wfnr_1"},` + ours + `}`, true, Envelope{Kind: sdk.ChangeLog}},
		{"fallbacks", `{"trigger":{"by":{"userId":"u","user":{"email":null}}},"payload":{"action":{"identifier":"deploy"}}}`, false,
			Envelope{Action: "deploy", Requester: "u"}},
		{"nothing", `{}`, false, Envelope{}},
		{"nulls", `{"action":null,"context":null,"trigger":null,"payload":{"action":null}}`, false, Envelope{}},
		{"run id a number", `{"context":{"runId":17},` + ours + `}`, false,
			Envelope{Agent: true, Problem: "context.runId is a number, not a string"}},
		{"agent a string", `{"payload":{"action":{"invocationMethod":{"agent":"true"}}}}`, false,
			Envelope{Problem: "payload.action.invocationMethod.agent is a string, not a boolean"}},
		{"objects that are not", `{"context":[],"trigger":1,"payload":{"action":"x"}}`, false,
			Envelope{Problem: "payload.action is a string, not an object; trigger is a number, not an object; context is a list, not an object"}},
		{"no time", `{"trigger":{"at":"yesterday"}}`, false,
			Envelope{Problem: "trigger.at is not a time such as 2023-11-13T15:20:16.641Z"}},
		{"everything wrong", `{"action":{},"trigger":{"at":{},"by":{"user":[],"userId":true}},"context":{"runId":[]}}`, false,
			Envelope{Problem: "action is an object, not a string; trigger.by.user is a list, not an object; " +
				"trigger.by.userId is a boolean, not a string; trigger.at is an object, not a string; context.runId is a list, not a string"}},
		{"not an object", `[1]`, false, Envelope{Problem: "the event is a list, not an object"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			event, err := Decode([]byte(tt.event))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, Read(event, tt.changes)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestInfer(t *testing.T) {
	for event, want := range map[string]bool{
		run: false,
		`{"diff":{},"changelogDestination":{"agent":true}}`:                                       true,
		`{"changelogDestination":{},"payload":{"entity":null}}`:                                   true,
		`{"changelogDestination":{"a":1},"payload":{"action":{"invocationMethod":{"type":"x"}}}}`: false,
		`{"changelogDestination":"x"}`:                                                            false,
		`{}`:                                                                                      false,
		`[]`:                                                                                      false,
	} {
		decoded, err := Decode([]byte(event))
		if err != nil {
			t.Fatal(err)
		}
		if got := Infer(decoded); got != want {
			t.Errorf("%s from the change log: %v, want %v", event, got, want)
		}
	}
}
