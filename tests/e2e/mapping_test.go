package e2e

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/tests/e2e/world"
)

// entry is an entry of a mapping file, for the action of the same name.
type entry map[string]any

// mistake is an entry whose request cannot be sent, and what is said of it.
type mistake struct {
	entry entry
	says  []string
}

// What a mapping makes that cannot be sent fails the run, says why, and names
// the place in the mapping.
func TestMappingMistakes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	to := `env.CIRCLE_CI_URL + "/api/v2/project/gh/org/" + .context.runId + "/pipeline"`
	mistakes := map[string]mistake{
		"null_url":       {entry{"url": "null"}, []string{"url", "null"}},
		"no_url":         {entry{"url": ".payload.entity.nothing.here"}, []string{"url"}},
		"list_url":       {entry{"url": `["http://a", "http://b"]`}, []string{"url", "list"}},
		"number_url":     {entry{"url": "7"}, []string{"url", "number"}},
		"relative_url":   {entry{"url": `"/api/v2/me"`}, []string{"url", "https://"}},
		"file_url":       {entry{"url": `"file:///etc/passwd"`}, []string{"url", "http"}},
		"metadata_url":   {entry{"url": `"http://169.254.169.254/latest/meta-data"`}, []string{"169.254.169.254"}},
		"jq_error":       {entry{"url": `error("the team is not known")`}, []string{"url", "the team is not known"}},
		"jq_type_error":  {entry{"url": ".action + 1"}, []string{"url", "cannot add"}},
		"jq_loop":        {entry{"url": "last(range(1e15) | select(. < 0))"}, []string{"url"}},
		"number_header":  {entry{"url": to, "headers": entry{"X-Replicas": ".payload.properties.replicas"}}, []string{"X-Replicas", "number"}},
		"crlf_header":    {entry{"url": to, "headers": entry{"X-Note": `"a\r\nX-Injected: b"`}}, []string{"X-Note", "line break"}},
		"headers_a_list": {entry{"url": to, "headers": "[1]"}, []string{"headers", "list"}},
		"bad_method":     {entry{"url": to, "method": `"P OST"`}, []string{"P OST"}},
	}
	var mapping []entry
	for name, mistake := range mistakes {
		mistake.entry["enabled"] = `.action == "` + name + `"`
		mapping = append(mapping, mistake.entry)
	}
	dray := w.Run(t, "CONTROL_THE_PAYLOAD_CONFIG_PATH="+mappingFile(t, w, mapping))
	for name := range mistakes {
		w.Publish(t, world.NewEvent("r_"+name).With("action", name).Signed(w.Secret))
	}
	each(t, mistakes, func(t *testing.T, name string, made mistake) {
		t.Helper()
		run := w.Ended(t, "r_"+name)
		if run.Status != "FAILURE" || !contains(run.Summary, made.says...) {
			t.Errorf("it has ended with %s, want FAILURE and %q: %s", run.Status, made.says, run.Summary)
		}
	})
	w.Settled(t)
	dray.Stop(t)
	if got := w.CircleCI.State().Received; got != 0 {
		t.Errorf("CircleCI received %d requests", got)
	}
}

// A mapping's report is what Port shows, and what dray says does not undo it.
func TestMappingReports(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dray := w.Run(t, "CONTROL_THE_PAYLOAD_CONFIG_PATH="+mappingFile(t, w, []entry{{
		"url":  `env.CIRCLE_CI_URL + "/api/v2/project/gh/org/" + .context.runId + "/pipeline"`,
		"body": entry{"parameters": entry{"run": ".context.runId"}},
		"headers": entry{
			"Circle-Token": "env.CIRCLE_CI_TOKEN", "X-None": "null",
			"X-Secret": "(env.PORT_CLIENT_SECRET // \"hidden\") + ($ENV.KAFKA_CONSUMER_PASSWORD // \"hidden\")",
		},
		"report": entry{
			"status":        `if .response.statusCode == 201 then "SUCCESS" else null end`,
			"summary":       `"pipeline \(.response.json.number) of \(.body.context.runId)"`,
			"link":          `"https://app.circleci.com/pipelines/" + .response.json.id`,
			"externalRunId": ".response.json.id",
		},
	}}))
	w.Dispatch(t, "r_good")
	run := w.Ended(t, "r_good")
	request := w.Triggered(t, 1).Requests[0]
	want := port.Run{
		ID: "r_good", Status: "SUCCESS", Summary: "pipeline 1 of r_good",
		Link:          []string{"https://app.circleci.com/pipelines/" + request.Pipeline.ID},
		ExternalRunID: request.Pipeline.ID,
	}
	run.Logs = nil
	if diff := cmp.Diff(want, run); diff != "" {
		t.Error(diff)
	}
	if got := request.Header.Get("X-Secret"); got != "hiddenhidden" {
		t.Errorf("the mapping could read what is hidden from it: %q", got)
	}
	dray.Stop(t)
}

func mappingFile(t *testing.T, w *world.World, mapping []entry) string {
	t.Helper()
	text, err := json.MarshalIndent(mapping, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return w.File(t, "invocations.json", string(text))
}
