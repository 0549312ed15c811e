package guests_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

// testCase is one case of a cases.json; README.md says what each member means.
type testCase struct {
	Name    string         `json:"name"`
	Does    string         `json:"does"`
	Config  map[string]any `json:"config"`
	Now     string         `json:"now"`
	Event   map[string]any `json:"event"`
	Request map[string]any `json:"request"`
	Want    struct {
		Outcome string         `json:"outcome"`
		Reason  string         `json:"reason"`
		Request map[string]any `json:"request"`
		Logs    []line         `json:"logs"`
	} `json:"want"`
}

func readCases(t *testing.T, path string) []testCase {
	t.Helper()
	var cases []testCase
	readJSON(t, path, &cases)
	if len(cases) == 0 {
		t.Fatalf("%s has no cases", path)
	}
	return cases
}

// check takes a run through the step.
func (c *testCase) check(t *testing.T, step opened) {
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

// checkRefused checks that the module refuses its config, at the latest in a run.
func (c *testCase) checkRefused(t *testing.T, step opened, err error) {
	t.Helper()
	if err == nil {
		_, err = step.Do(t.Context(), sdk.Run{Request: &sdk.Request{}, Attempt: 1})
	}
	if err == nil || !strings.Contains(err.Error(), c.Want.Reason) {
		t.Errorf("with %v the module is opened with %v, want %q in an error", c.Config, err, c.Want.Reason)
	}
}
