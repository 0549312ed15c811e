package jq_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

// reported gives what a mapping's report makes of a reply.
func reported(t *testing.T, members string, reply *sdk.Reply) (sdk.Report, sdk.Run) {
	t.Helper()
	step := withMapping(t, sdk.Env{Environ: []string{"TOKEN=tok-123"}, Lenient: true},
		`[{"url": "\"https://h\"", "headers": {"A": "\"x\""}, "query": "[[\"q\", 1], [\"q\", 2], [\"q\", 3], [\"one\", 1]]", "report": {`+members+`}}]`)
	run, err := step.Do(t.Context(), event(t, `{"id":7,"z":1,"a":2}`))
	if err != nil || run.Reporter == nil {
		t.Fatalf("reporter %v, error %v", run.Reporter, err)
	}
	run.Reply = reply
	return run.Reporter.Report(t.Context(), run)
}

func TestReportSeesEventRequestAndReply(t *testing.T) {
	reply := &sdk.Reply{Status: 201, Header: sdk.Header{"Location": {"/x"}, "Via": {"a", "b"}}, Body: []byte(`{"z":[1.50],"a":{"y":1,"x":2}}`)}
	for program, want := range map[string]string{
		`.body.id`:               "7",
		`.body | tostring`:       `{"id":7,"z":1,"a":2}`,
		`.request.method`:        "POST",
		`.request.url`:           "https://h",
		`.request.headers.A`:     "x",
		`.request.query.q | add`: "123",
		`.request.query.one`:     "1",
		`.request.body.id`:       "7",
		`.response.statusCode`:   "201",
		`.response.headers.Location + .response.headers.Via`: "/xa, b",
		`.response.text`:              `{"z":[1.50],"a":{"y":1,"x":2}}`,
		`.response.json.a | tostring`: `{"y":1,"x":2}`,
		`.response.json.z[0] == 1.5`:  "true",
		`.response.json == null`:      "false",
		`null`:                        "",
		`.response | error`:           "",
		`{a: 1}`:                      "",
		`.a[`:                         "",
	} {
		report, run := reported(t, `"summary": `+quoted(program), reply)
		if diff := cmp.Diff(sdk.Report{Summary: want}, report); diff != "" {
			t.Errorf("%s (-want +got):\n%s", program, diff)
		}
		if (want == "") != (len(run.Warnings) > 0) && program != "null" {
			t.Errorf("%s: warnings %q", program, run.Warnings)
		}
	}
}

func TestReportOfRepliesThatAreNotJSON(t *testing.T) {
	for body, want := range map[string]string{
		"":          "null",
		"018c-uuid": "null018c-uuid",
		"{} {}":     "null{} {}",
		"caf\xe9":   "nullcafé",
		`"text"`:    `"text""text"`,
	} {
		report, _ := reported(t, `"summary": "(.response.json | tojson) + .response.text"`, &sdk.Reply{Status: 200, Body: []byte(body)})
		if report.Summary != want {
			t.Errorf("%q is seen as %q, want %q", body, report.Summary, want)
		}
	}
	report, _ := reported(t, `"summary": ".response | tojson"`, nil)
	if report.Summary != "null" {
		t.Errorf("no reply is seen as %q, want null", report.Summary)
	}
}

func TestReportFillsPortsMembers(t *testing.T) {
	report, run := reported(t, `"status": "\"SUCCESS\"", "link": "[\"https://a\", null, \"https://b\"]", "externalRunId": ".response.json.id", "summary": "env.TOKEN"`,
		&sdk.Reply{Status: 200, Body: []byte(`{"id":47}`)})
	want := sdk.Report{Status: "SUCCESS", Link: []string{"https://a", "https://b"}, ExternalRunID: "47", Summary: "tok-123"}
	if diff := cmp.Diff(want, report); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
	if !strings.Contains(strings.Join(run.Secrets, " "), "tok-123") {
		t.Errorf("the secrets are %q, want what the report read", run.Secrets)
	}
	for link, want := range map[string]any{`"https://a"`: "https://a", `null`: nil, `[]`: nil, `""`: nil, `{}`: nil} {
		if report, _ := reported(t, `"link": `+quoted(link), nil); report.Link != want {
			t.Errorf("link %s is reported as %v, want %v", link, report.Link, want)
		}
	}
}

// A report sees the body that was sent, its keys in the order in which it was made.
func TestReportSeesTheBodyInItsOrder(t *testing.T) {
	for body, want := range map[string]string{
		`"{z: 1, a: 2} + {c: {y: 1, x: 2}}"`:              `{"z":1,"a":2,"c":{"y":1,"x":2}}`,
		`{"z": ".id", "a": ["{y: 1, x: 2}"], "m": ".m"}`:  `{"z":7,"a":[{"y":1,"x":2}],"m":{"q":1,"p":2}}`,
		`{"z": {"y": "1", "x": "2"}, "a": "[.m] | .[0]"}`: `{"z":{"y":1,"x":2},"a":{"q":1,"p":2}}`,
		`"with_entries(.value |= tostring)"`:              `{"id":"7","m":"{\"q\":1,\"p\":2}"}`,
	} {
		step := withMapping(t, sdk.Env{}, `[{"url": "\"https://h\"", "query": "{z: 1, a: 2}", "body": `+body+`,
			"report": {"summary": ".request.body | tojson", "status": "del(.body, .response, .request.body) | tojson", "externalRunId": "keys_unsorted | join(\",\")"}}]`)
		run, err := step.Do(t.Context(), event(t, `{"id":7,"m":{"q":1,"p":2}}`))
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				report, _ := run.Reporter.Report(t.Context(), run)
				whole := sdk.Report{Summary: want, ExternalRunID: "body,request,response",
					Status: `{"request":{"method":"POST","url":"https://h","headers":{},"query":{"z":"1","a":"2"}}}`}
				if diff := cmp.Diff(whole, report); diff != "" {
					t.Errorf("%s (-want +got):\n%s", body, diff)
				}
			})
		}
		wg.Wait()
	}
}

func TestNoReportNoReporter(t *testing.T) {
	run, err := withMapping(t, sdk.Env{}, `[{"url": "\"https://h\""}]`).Do(t.Context(), event(t, `{}`))
	if err != nil || run.Reporter != nil {
		t.Errorf("reporter %v, error %v; want none", run.Reporter, err)
	}
}
