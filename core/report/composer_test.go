package report

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

// reports is a mapping that wants the same reported whatever happens.
type reports sdk.Report

func (r reports) Report(_ context.Context, run sdk.Run) (sdk.Report, sdk.Run) {
	return sdk.Report(r), run
}

const pipelineURL = "https://circleci.com/api/v2/project/gh%2Forg%2Frepo/pipeline"

func sent() sdk.Run {
	return sdk.Run{ID: "r_1", Request: &sdk.Request{Method: "POST", URL: "https://u:p@circleci.com/api/v2/project/gh%2Forg%2Frepo/pipeline?token=x"}}
}

func answered(status int, body string, headers ...string) sdk.Run {
	run := sent()
	run.Reply = &sdk.Reply{Status: status, Body: []byte(body), Duration: 120 * time.Millisecond}
	if len(headers) == 2 {
		run.Reply.Header = sdk.Header{headers[0]: {headers[1]}}
	}
	return run
}

func reporting(run sdk.Run, wanted sdk.Report) sdk.Run {
	run.Reporter = reports(wanted)
	return run
}

func TestWhatPortIsTold(t *testing.T) {
	linked := sdk.Report{Link: "http://l", ExternalRunID: "7", Summary: "mine", Status: "SUCCESS"}
	noAnswer := errors.New("no answer in 30s")
	for _, tt := range []struct {
		name   string
		ending Ending
		want   sdk.Report
	}{
		{"2xx, asynchronous", Ending{Run: answered(201, "{}")}, sdk.Report{}},
		{"2xx, synchronized", Ending{Run: answered(201, "{}"), Synchronized: true}, sdk.Report{Status: Success}},
		{"2xx, with the mapping's report", Ending{Run: reporting(answered(201, "{}"), linked)}, linked},
		{"2xx, which the mapping takes for a failure",
			Ending{Run: reporting(answered(200, "{}"), sdk.Report{Status: Failure}), Synchronized: true}, sdk.Report{Status: Failure}},
		{"404", Ending{Run: answered(404, `{"message":"Project not found"}`), Row: Failed, Step: "http"}, sdk.Report{
			Status: Failure, Summary: `Failed to invoke the webhook with status code: 404. Response: {"message":"Project not found"}`}},
		{"404 that the mapping says nothing of", Ending{Run: reporting(answered(404, ""), sdk.Report{Link: "http://l"}), Row: Failed},
			sdk.Report{Status: Failure, Summary: "Failed to invoke the webhook with status code: 404. Response: ", Link: "http://l"}},
		{"404 that the mapping judges", Ending{Run: reporting(answered(404, ""), linked), Row: Failed}, linked},
		{"an answer that a step has read", Ending{Run: reporting(answered(200, `{"message":"skip"}`), linked), Row: Failed, Step: "http",
			Err: &sdk.RefusalError{Label: "Skipped", Summary: "Skipped: skip"}}, sdk.Report{
			Status: Failure, StatusLabel: "Skipped", Summary: "Skipped: skip\nmine", Link: "http://l", ExternalRunID: "7"}},
		{"nothing mapped", Ending{Run: sdk.Run{ID: "r_1"}, Row: Failed, Step: "jq", Err: sdk.Drop("no mapping is enabled for the run.")},
			sdk.Report{Status: Failure, Summary: "Nothing was sent: step jq: no mapping is enabled for the run."}},
		{"refused by the step that sends", Ending{Run: sent(), Row: Failed, Step: "http", Err: errors.New("host not allowed")},
			sdk.Report{Status: Failure, Summary: "POST " + pipelineURL + " did not succeed, step http: host not allowed."}},
		{"failed after the answer", Ending{Run: answered(201, ""), Row: Failed, Step: "audit", Err: errors.New("no disk")},
			sdk.Report{Status: Failure, Summary: "POST " + pipelineURL + " answered 201, then step audit ended the run: no disk."}},
		{"a redirect", Ending{Run: reporting(answered(302, "", "location", "https://u:p@evil.example/x?token=x#y"), linked), Row: Failed, Step: "http"},
			sdk.Report{Status: Failure, Link: "http://l", ExternalRunID: "7", Summary: "POST " + pipelineURL + " answered 302, a redirect to " +
				"https://evil.example/x. Redirects are not followed, for the tokens would travel along: put the final address into the mapping's url.\nmine"}},
		{"a redirect to no URL", Ending{Run: answered(302, "", "location", "http:u:p@evil.example"), Row: Failed, Step: "http"},
			sdk.Report{Status: Failure, Summary: "POST " + pipelineURL + " answered 302, a redirect to an address that cannot be read. " +
				"Redirects are not followed, for the tokens would travel along: put the final address into the mapping's url."}},
		{"dropped", Ending{Run: sent(), Row: Dropped, Step: "wasm/labels", Err: sdk.Drop("no deploys on Friday")},
			sdk.Report{Status: Failure, StatusLabel: "Dropped", Summary: "Dropped by step wasm/labels: no deploys on Friday. Nothing was sent."}},
		{"unknown, no answer", Ending{Run: sent(), Row: Unknown, Step: "http", Err: noAnswer},
			sdk.Report{Status: Failure, Summary: "POST " + pipelineURL + " got no answer: no answer in 30s. " + look}},
		{"unknown, answered 502", Ending{Run: reporting(answered(502, "<html>"), linked), Row: Unknown, Step: "http"},
			sdk.Report{Status: Failure, Link: "http://l", ExternalRunID: "7", Summary: "POST " + pipelineURL + " answered 502. " + look + " Response: <html>\nmine"}},
		{"unknown, repeated", Ending{Run: sent(), Row: Unknown, Err: noAnswer, Attempts: 3, Doubt: true},
			sdk.Report{Status: Failure, Summary: "POST " + pipelineURL + " got no answer: no answer in 30s. The pipeline may have started, " +
				"even more than once, for an attempt before was in doubt too: look there before you run the action again."}},
		{"unknown, and kept", Ending{Run: sent(), Row: Unknown, Step: "http", Err: noAnswer, Kept: Kept{ID: "7"}},
			sdk.Report{Status: Failure, Summary: "POST " + pipelineURL + " got no answer: no answer in 30s. " + look + " " + Kept{ID: "7"}.String()}},
		{"exhausted, and kept: nothing final", Ending{Run: reporting(answered(503, ""), linked), Row: Exhausted, Kept: Kept{ID: "7"}},
			sdk.Report{StatusLabel: "Parked", Link: "http://l", ExternalRunID: "7"}},
		{"in doubt after a crash", Ending{Run: sent(), Row: InDoubt, Kept: Kept{ID: "7"}}, sdk.Report{StatusLabel: "Parked"}},
		{"replayed, and delivered", Ending{Run: answered(201, "{}"), Replayed: true}, sdk.Report{StatusLabel: "Replayed"}},
		{"unknown, after attempts that surely started nothing", Ending{Run: sent(), Row: Unknown, Err: noAnswer, Attempts: 3},
			sdk.Report{Status: Failure, Summary: "POST " + pipelineURL + " got no answer: no answer in 30s. " + look}},
		{"refused, after an attempt in doubt", Ending{Run: sent(), Row: Failed, Step: "http", Err: errors.New("host not allowed"), Doubt: true},
			sdk.Report{Status: Failure, Summary: "POST " + pipelineURL + " did not succeed, step http: host not allowed." + doubt}},
		{"exhausted, the last attempt in doubt", Ending{Run: sent(), Row: Exhausted, Step: "http", Took: time.Second,
			Err: sdk.Retry(sdk.Unknown(errors.New("answered 500")), 0)},
			sdk.Report{Status: Failure, Summary: "Gave up after 1 attempt in 1s at step http: answered 500." + doubt}},
		{"exhausted", Ending{Run: sent(), Row: Exhausted, Step: "http", Attempts: 9, Took: 5*time.Minute + 123*time.Millisecond, Err: errors.New("connection refused")},
			sdk.Report{Status: Failure, Summary: "Gave up after 9 attempts in 5m0.1s at step http: connection refused. " +
				"Nothing was started: run the action again once this is mended."}},
		{"exhausted, in doubt", Ending{Run: sent(), Row: Exhausted, Step: "http", Took: time.Second, Err: errors.New("503"), Doubt: true},
			sdk.Report{Status: Failure, Summary: "Gave up after 1 attempt in 1s at step http: 503. " +
				"An attempt may have started the pipeline: look there before you run the action again."}},
		{"too old", Ending{Run: sdk.Run{ID: "r_1"}, Row: TooOld, Err: errors.New("2h old, route circleci takes up to 1h")},
			sdk.Report{Status: Failure, Summary: "The run is too old and was not sent: 2h old, route circleci takes up to 1h. Run the action again."}},
		{"a chain without an end", Ending{Run: sent()},
			sdk.Report{Status: Failure, Summary: "The chain ended and nothing had been sent: it needs a step that sends, such as http."}},
		{"skipped", Ending{Run: reporting(answered(200, ""), linked), Row: Skipped}, sdk.Report{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := (&Composer{Detailed: true}).Compose(t.Context(), tt.ending)
			if diff := cmp.Diff(tt.want, got.Report); diff != "" {
				t.Error(diff)
			}
			if silent := tt.ending.Row == Skipped; silent != (got.Line == "") {
				t.Errorf("the log line is %q", got.Line)
			}
		})
	}
}

func TestAnAnswerIsNotShownUnlessDetailed(t *testing.T) {
	for _, e := range []Ending{
		{Run: answered(404, "the-answer"), Row: Failed}, {Run: answered(502, "the-answer"), Row: Unknown}, {Run: answered(201, "the-answer")},
	} {
		got := (&Composer{}).Compose(t.Context(), e)
		if text := got.Report.Summary + got.Line; contains(text, "the-answer") {
			t.Errorf("it shows in %q", text)
		}
	}
}

func TestRowOf(t *testing.T) {
	want := map[sdk.Outcome]Row{
		sdk.Continue: Delivered, sdk.Skipped: Skipped, sdk.Dropped: Dropped,
		sdk.Retryable: Exhausted, sdk.Uncertain: Unknown, sdk.Permanent: Failed,
	}
	for outcome, row := range want {
		if got := RowOf(outcome); got != row {
			t.Errorf("%v gives row %d, want %d", outcome, got, row)
		}
	}
}
