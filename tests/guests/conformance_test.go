package guests_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

// conformance is one case of cases.json; README.md says what each member means.
type conformance struct {
	Name    string         `json:"name"`
	Does    string         `json:"does"`
	Event   map[string]any `json:"event"`
	Request map[string]any `json:"request"`
	Want    struct {
		Outcome string         `json:"outcome"`
		Reason  string         `json:"reason"`
		Request map[string]any `json:"request"`
		Logs    []line         `json:"logs"`
	} `json:"want"`
}

// Every SDK does alike what the cases say.
func TestConformance(t *testing.T) {
	t.Parallel()
	var cases []conformance
	readJSON(t, "cases.json", &cases)
	for _, language := range []string{"go", "c"} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			path := module(t, "sdk/guest/"+language+"/conformance")
			step := mustOpen(t, path, config(""))
			for _, c := range cases {
				t.Run(c.Name, func(t *testing.T) { c.check(t, step) })
			}
			t.Run("refuse", func(t *testing.T) { refuses(t, path) })
		})
	}
}

func (c *conformance) check(t *testing.T, step opened) {
	t.Helper()
	event := map[string]any{"case": c.Name}
	maps.Copy(event, c.Event)
	before := request(c.Request, map[string]any{
		"method": "POST", "url": "https://circleci.com/api/v2/project/gh/acme/shop/pipeline",
		"headers": map[string]any{}, "query": map[string]any{}, "body": map[string]any{},
	})
	want := plain(t, request(c.Want.Request, plain(t, before)))

	step.log.take()
	run, err := step.Do(t.Context(), sdk.Run{
		ID: "r_conformance", Source: sdk.Source{Topic: "ORG.runs"}, Event: event,
		Request: before, Mapping: -1, Attempt: 2,
	})
	outcome, _ := sdk.OutcomeOf(err)
	if outcome.String() != c.Want.Outcome {
		t.Fatalf("outcome is %v (%v), want %s", outcome, err, c.Want.Outcome)
	}
	if err != nil && !strings.Contains(err.Error(), c.Want.Reason) {
		t.Errorf("the reason is %q, want %q in it", err, c.Want.Reason)
	}
	if diff := cmp.Diff(c.Want.Logs, step.log.take()); diff != "" {
		t.Errorf("the log differs (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, plain(t, run.Request)); err == nil && diff != "" {
		t.Errorf("the request differs (-want +got):\n%s", diff)
	}
}

// refuses checks that the configure hook's refusal comes out, at the latest in a run.
func refuses(t *testing.T, path string) {
	t.Helper()
	const reason = "no team named \"payments\""
	step, err := open(t, path, config(reason))
	if err == nil {
		_, err = step.Do(t.Context(), sdk.Run{Request: &sdk.Request{}, Attempt: 1})
	}
	if err == nil || !strings.Contains(err.Error(), reason) {
		t.Errorf("the module is opened with %v, want %q in an error", err, reason)
	}
}

func config(refuse string) map[string]any {
	config := map[string]any{"greeting": "hello", "team": "payments", "size": 3}
	if refuse != "" {
		config["refuse"] = refuse
	}
	return config
}
