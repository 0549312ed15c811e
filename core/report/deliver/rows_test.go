package deliver

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/sdk"
)

// linked is a mapping that reports a link.
type linked struct{}

func (linked) Report(_ context.Context, run sdk.Run) (sdk.Report, sdk.Run) {
	return sdk.Report{Link: "http://l", ExternalRunID: "47"}, run
}

func TestTheCallsOfEachRow(t *testing.T) {
	const run, node = "/v1/actions/runs/r_1", "/v1/workflows/nodes/runs/wfnr_1"
	const received = `{"message":"Received. Sent POST https://circleci.com/x, answered 201 in 1s."}`
	with := func(e report.Ending, change func(*report.Ending)) report.Ending {
		change(&e)
		return e
	}
	ofNode := func(e report.Ending) report.Ending {
		e.Run.ID, e.Run.Kind = "wfnr_1", sdk.NodeRun
		return e
	}
	why := "Nothing was sent: step jq: no url."
	for _, tt := range []struct {
		name   string
		ending report.Ending
		want   []string // in any order
	}{
		{"2xx", delivered("r_1"), []string{"POST " + run + "/logs " + received}},
		{"2xx with a link", with(delivered("r_1"), func(e *report.Ending) { e.Run.Reporter = linked{} }), []string{
			"POST " + run + "/logs " + received, `PATCH ` + run + ` {"link":"http://l","externalRunId":"47"}`}},
		{"2xx, synchronized", with(delivered("r_1"), func(e *report.Ending) { e.Synchronized = true }), []string{
			"POST " + run + "/logs " + received, `PATCH ` + run + `/response {"response":{"id":"p"}}`, `PATCH ` + run + ` {"status":"SUCCESS"}`}},
		{"failed", failed("r_1"), []string{
			`POST ` + run + `/logs {"message":"Received. ` + why + `"}`, `PATCH ` + run + ` {"status":"FAILURE","summary":"` + why + `"}`}},
		{"dropped", with(failed("r_1"), func(e *report.Ending) { e.Row = report.Dropped }), []string{
			`POST ` + run + `/logs {"message":"Received. Dropped by step jq: no url. Nothing was sent."}`,
			`PATCH ` + run + ` {"status":"FAILURE","statusLabel":"Dropped","summary":"Dropped by step jq: no url. Nothing was sent."}`}},
		{"skipped", with(failed("r_1"), func(e *report.Ending) { e.Row = report.Skipped }), nil},
		{"a change", with(delivered(""), func(e *report.Ending) { e.Run.Kind = sdk.ChangeLog }), nil},
		{"a change with an id", with(delivered("r_1"), func(e *report.Ending) { e.Run.Kind = sdk.ChangeLog }), nil},
		{"no id", failed(""), nil},
		{"node, 2xx", ofNode(delivered("")), []string{
			`POST ` + node + `/logs {"logs":[{"level":"INFO","message":"Received. Sent POST https://circleci.com/x, answered 201 in 1s."}]}`}},
		{"node, 2xx, synchronized", with(ofNode(delivered("")), func(e *report.Ending) { e.Synchronized = true }), []string{
			`POST ` + node + `/logs {"logs":[{"level":"INFO","message":"Received. Sent POST https://circleci.com/x, answered 201 in 1s."}]}`,
			`PATCH ` + node + ` {"status":"COMPLETED","result":"SUCCESS","output":{"response":{"data":{"id":"p"},"status":201}}}`}},
		{"node, failed", ofNode(failed("")), []string{
			`POST ` + node + `/logs {"logs":[{"level":"ERROR","message":"Received. ` + why + `"}]}`,
			`PATCH ` + node + ` {"status":"COMPLETED","result":"FAILED"}`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := &fakePort{}
			r, _ := newReporter(t, f)
			r.Finish(t.Context(), tt.ending)
			for _, call := range tt.want {
				if strings.HasPrefix(call, "PATCH") && !slices.Contains(f.told(""), call) {
					t.Errorf("Finish did not wait for %s", call)
				}
			}
			closeReporter(t, r)
			got := f.told("")
			slices.Sort(got)
			slices.Sort(tt.want)
			if diff := cmp.Diff(tt.want, got); diff != "" && len(tt.want)+len(got) > 0 {
				t.Error(diff)
			}
		})
	}
}

func closeReporter(t *testing.T, r *Reporter) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), time.Minute)
	defer cancel()
	if err := r.Close(ctx); err != nil {
		t.Error(err)
	}
}

func TestARetryIsLogged(t *testing.T) {
	f := &fakePort{}
	r, _ := newReporter(t, f)
	w := report.Waiting{Run: sdk.Run{ID: "r_1"}, Step: "http", Attempt: 1, Err: sdk.Drop("answered 503"), Wait: 2 * time.Second}
	r.Waiting(w)
	w.Attempt, w.Before = 2, w.Err
	r.Waiting(w)
	closeReporter(t, r)
	want := []string{`POST /v1/actions/runs/r_1/logs {"message":"Attempt 1, step http: answered 503. Trying again in 2s."}`}
	if diff := cmp.Diff(want, f.told("")); diff != "" {
		t.Error(diff)
	}
}

func TestWithoutAClientNobodyIsTold(t *testing.T) {
	r := New(Options{})
	r.Finish(t.Context(), failed("r_1"))
	r.Waiting(report.Waiting{Run: sdk.Run{ID: "r_1"}, Err: sdk.Drop("x")})
	closeReporter(t, r)
}
