package e2e

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/circleci/project"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/world"
)

const typedConfig = `
routes:
  - chain:
      - jq: {mapping: DOCUMENTED}
      - circleci:
          parameters: {reason: {type: string}, replicas: {type: integer}, dry: {type: boolean}, port_run_id: {type: string}}
          definition_id: 2338d0ae-5541-4bbf-88a2-55e9f7281f80
          run_id_parameter: port_run_id
          traceparent: true
      - http
`

// The documented mapping, on projects whose parameters are booleans and integers:
// the pipelines get values of these types, through whichever endpoint they need.
func TestTypedParameters(t *testing.T) {
	t.Parallel()
	declared := map[string]project.Parameter{
		"reason": {Type: "string"}, "replicas": {Type: "integer"}, "dry": {Type: "boolean"}, "port_run_id": {Type: "string"},
	}
	w := newWorld(t)
	known := []project.Project{{Slug: "circleci/A/B", App: true, Definitions: []string{"2338d0ae-5541-4bbf-88a2-55e9f7281f80"}, Parameters: declared}}
	for _, id := range []string{"r_typed", "r_wrong", "r_again"} {
		known = append(known, project.Project{Slug: world.Slug(id), Parameters: declared})
	}
	w.CircleCI = circleci.New(circleci.Options{Tokens: []string{w.Token}, Declared: known})
	w.CircleCIAt = world.Serve(t, w.CircleCI)
	w.CircleCI.Script.Next(world.Slug("r_again"), stage.Answer{Status: 503})
	w.File(t, "dray.yaml", strings.Replace(typedConfig, "DOCUMENTED", filepath.ToSlash(world.Documented()), 1))
	dray := w.Run(t, "CONTROL_THE_PAYLOAD_CONFIG_PATH=")

	app := func(id, branch string) world.Event {
		return world.NewEvent(id).With("payload.entity.properties.project_slug", "circleci/A/B").With("payload.properties.branch", branch)
	}
	w.Publish(t, world.NewEvent("r_typed").Signed(w.Secret), world.NewEvent("r_again").Signed(w.Secret), app("r_app", "main").Signed(w.Secret),
		app("r_skipped", "scenario/skipped").Signed(w.Secret),
		world.NewEvent("r_wrong").With("payload.properties", map[string]any{"replicas": "three", "dry": "maybe"}).Signed(w.Secret))
	each(t, map[string]string{
		"r_wrong":   `step circleci: pipeline parameters that CircleCI would not take: dry has to be a boolean, true or false, and is "maybe"; replicas has to be an integer, and is "three"`,
		"r_skipped": "CircleCI skipped the run and started no pipeline: The pipeline was skipped.",
	}, func(t *testing.T, id string, says string) {
		t.Helper()
		run := w.Ended(t, id)
		if run.Status != "FAILURE" || !contains(run.Summary, says) || (run.StatusLabel == "Skipped") != (id == "r_skipped") {
			t.Errorf("%s labelled %q: %s", run.Status, run.StatusLabel, run.Summary)
		}
	})
	w.Triggered(t, 3)
	w.Settled(t)
	dray.Stop(t)

	want := func(id string) map[string]any {
		return map[string]any{"reason": "<none> & “more”", "replicas": 3.0, "dry": false, "port_run_id": id}
	}
	traces := map[string]bool{}
	for _, request := range w.CircleCI.State().Requests {
		id, _ := request.Parameters["port_run_id"].(string)
		if request.Status == http.StatusCreated && cmp.Diff(want(id), request.Parameters) != "" {
			t.Errorf("%s was sent %v", id, request.Parameters)
		}
		if id == "r_wrong" || (id == "r_app") != strings.HasSuffix(request.Path, "/project/circleci/A/B/pipeline/run") && id != "r_skipped" {
			t.Errorf("%s went to %s", id, request.Path)
		}
		traces[request.Header.Get("traceparent")] = true
	}
	if len(traces) != 5 || traces[""] {
		t.Errorf("five attempts of four runs carry the traces %v", traces)
	}
}
