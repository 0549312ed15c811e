package circleci

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/standin/circleci/limit"
	"github.com/drayhq/dray/core/standin/circleci/pipeline"
	"github.com/drayhq/dray/core/standin/circleci/project"
	"github.com/drayhq/dray/core/standin/stage"
)

// get gives a GET's answer, decoded.
func get(t *testing.T, h http.Handler, path string) map[string]any {
	t.Helper()
	w := send(h, "GET", "/api/v2/"+path, "t", "")
	var out map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil || w.Code != http.StatusOK {
		t.Fatalf("GET %s: %d %s", path, w.Code, w.Body)
	}
	return out
}

// made triggers a pipeline and gives its id.
func made(t *testing.T, s *Server, path, body string) string {
	t.Helper()
	if w := send(s, "POST", path, "t", body); w.Code != http.StatusCreated {
		t.Fatalf("triggering: %d %s", w.Code, w.Body)
	}
	pipelines := s.State().Pipelines
	return pipelines[len(pipelines)-1].ID
}

// statuses gives the pipeline's state and its workflows' statuses.
func statuses(t *testing.T, s *Server, id string) string {
	t.Helper()
	words := []string{get(t, s, "pipeline/"+id)["state"].(string)}
	for _, item := range get(t, s, "pipeline/"+id+"/workflow")["items"].([]any) {
		words = append(words, item.(map[string]any)["status"].(string))
	}
	return strings.Join(words, " ")
}

func TestAPipelineGoesByTheClock(t *testing.T) {
	var clock stage.Manual
	s := New(Options{Clock: &clock})
	id := made(t, s, trigger, `{"branch":"scenario/approved"}`)
	var got []string
	for range 5 {
		got = append(got, statuses(t, s, id))
		clock.Advance(4 * time.Second)
	}
	want := []string{"pending", "created on_hold", "created on_hold", "created on_hold", "created success"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestScenariosByRunBranchAndProject(t *testing.T) {
	var clock stage.Manual
	s := New(Options{Clock: &clock})
	ends := func(status string) pipeline.Scenario {
		return pipeline.Scenario{Workflows: []pipeline.Workflow{{Name: "w", Phases: []pipeline.Phase{{Status: status}}}}}
	}
	s.Scenarios.Next("r_1", ends("failed"))
	s.Scenarios.Always("release", ends("canceled"))
	s.Scenarios.Always("gh/org/repo", ends("on_hold"))
	for body, want := range map[string]string{
		`{"branch":"release","parameters":{"port_run_id":"r_1"}}`: "created failed",
		`{"branch":"release","parameters":{"port_run_id":"r_2"}}`: "created canceled",
		`{}`: "created on_hold",
	} {
		if got := statuses(t, s, made(t, s, trigger, body)); got != want {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
}

func TestAProjectsOwnRules(t *testing.T) {
	var clock stage.Manual
	s := New(Options{Clock: &clock, Declared: []project.Project{
		{Slug: "gh/org/repo", Parameters: map[string]project.Parameter{"deploy": {Type: "boolean"}}},
		{Slug: "circleci/A/B", App: true, Definitions: []string{"def"}},
	}})
	const app, run = "/api/v2/project/circleci/A/B/pipeline", `{"config":{"branch":"main"},"checkout":{"branch":"main"},"definition_id":`
	for _, c := range []struct {
		path, body string
		status     int
		want       string
	}{
		{trigger, `{"parameters":{"deploy":true}}`, 201, "pending"},
		{trigger, `{"parameters":{"deploy":true,"x":1}}`, 400, "Unexpected argument(s): x"},
		{app, `{}`, 404, "Project not found"},
		{app + "/run", run + `"def"}`, 201, "pending"},
		{app + "/run", run + `"other"}`, 404, "Pipeline definition not found"},
		{app + "/run", `{"config":{"branch":"scenario/skipped"},"checkout":{"branch":"main"},"definition_id":"def"}`, 200, `{"message":"The pipeline was skipped."}`},
	} {
		if got := send(s, "POST", c.path, "t", c.body); got.Code != c.status || !strings.Contains(got.Body.String(), c.want) {
			t.Errorf("%s with %s: %d %s", c.path, c.body, got.Code, got.Body)
		}
	}
	if state := s.State(); state.Triggered != 2 || len(state.Pipelines) != 2 || state.Requests[5].Pipeline != (Pipeline{}) {
		t.Errorf("%d pipelines of %d triggers", state.Triggered, state.Received)
	}

	// A wrong type is taken, and errors the pipeline.
	id := made(t, s, trigger, `{"parameters":{"deploy":"true"}}`)
	clock.Advance(time.Minute)
	want := []any{map[string]any{"type": "config", "message": `Type error for argument deploy: expected type: boolean, actual value: "true" (type string)`}}
	if got := get(t, s, "pipeline/"+id); got["state"] != "errored" || cmp.Diff(any(want), got["errors"]) != "" {
		t.Errorf("errored pipeline %v", got)
	}
	id = get(t, s, "project/circleci/A/B")["id"].(string)
	if got := get(t, s, "projects/"+id+"/pipeline-definitions")["items"].([]any); got[0].(map[string]any)["id"] != "def" {
		t.Errorf("definitions %v", got)
	}
}

func TestPages(t *testing.T) {
	var clock stage.Manual
	s := New(Options{Clock: &clock, PageSize: 2})
	id := made(t, s, trigger, `{"branch":"scenario/several"}`)
	for range 4 {
		made(t, s, trigger, `{"branch":"main"}`)
	}
	clock.Advance(time.Minute)
	for path, want := range map[string]int{"pipeline/" + id + "/workflow?": 3, "project/gh/org/repo/pipeline?": 5, "project/gh/org/repo/pipeline/mine?branch=main": 4} {
		count, token := 0, ""
		for {
			page := get(t, s, path+"&page-token="+token)
			count += len(page["items"].([]any))
			if page["next_page_token"] == nil {
				break
			}
			token = page["next_page_token"].(string)
		}
		if count != want {
			t.Errorf("%s lists %d, want %d", path, count, want)
		}
	}
}

func TestRateLimit(t *testing.T) {
	var clock stage.Manual
	s := New(Options{Clock: &clock, Rate: limit.Rate{Requests: 2, Per: time.Second}})
	for i, want := range []int{200, 201, 429, 429} {
		method, path := "GET", "/api/v2/me"
		if i%2 == 1 {
			method, path = "POST", trigger
		}
		if got := send(s, method, path, "t", ""); got.Code != want || got.Header().Get("RateLimit-Limit") != "2" || (got.Header().Get("Retry-After") == "1") != (want == 429) {
			t.Errorf("call %d: %d %v", i, got.Code, got.Header())
		}
	}
	clock.Advance(time.Second)
	if got := send(s, "GET", "/api/v2/me", "t", ""); got.Code != 200 {
		t.Errorf("a second later: %d", got.Code)
	}
	if state := s.State(); state.Calls != 5 || state.Limited != 2 || state.Received != 1 {
		t.Errorf("%d calls, %d limited, %d triggers", state.Calls, state.Limited, state.Received)
	}
}

func TestReadsFollowTheScript(t *testing.T) {
	s := New(Options{})
	s.Script.Next(Reads, stage.Status(503, `{"message":"down"}`))
	for i, want := range []int{503, 200} {
		if got := send(s, "GET", "/api/v2/me", "t", ""); got.Code != want {
			t.Errorf("read %d: %d, want %d", i, got.Code, want)
		}
	}
}
