package jq_test

import (
	"testing"

	"github.com/drayhq/dray/sdk"
)

// The sink gives the run the request in the form in which it is sent: the query
// inside the URL, and fields of its own in the header.
func TestReportSeesTheRequestAsTheMappingMadeIt(t *testing.T) {
	step := withMapping(t, sdk.Env{}, `[{
		"url": "\"http://me:pw@h/a b\"", "query": {"q": ".id"}, "headers": {"A": "\"x\""}, "body": {"n": ".id"},
		"report": {"summary": "[.request | .url, .query.q, (.headers | keys | join(\" \")), .body.n] | tojson"}
	}]`)
	run, err := step.Do(t.Context(), event(t, `{"id":7}`))
	if err != nil {
		t.Fatal(err)
	}
	run.Request = &sdk.Request{
		Method: "POST", URL: "http://h/a%20b?q=7", Body: run.Request.Body, Wire: []byte(`{"n":7}`),
		Header: sdk.Header{"A": {"x"}, "Authorization": {"Basic bWU6cHc="}, "Content-Type": {"application/json"}},
	}
	run.Reply = &sdk.Reply{Status: 201}
	report, _ := run.Reporter.Report(t.Context(), run)
	if want := `["http://h/a b","7","A",7]`; report.Summary != want {
		t.Errorf("the report sees %s, want %s", report.Summary, want)
	}
}
