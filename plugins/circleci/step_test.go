package circleci

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
	"github.com/drayhq/dray/sdk/sdktest"
)

const declaring = "parameters: {deploy: {type: boolean}, replicas: {type: integer, default: 2}, run: {type: string}}\n"

func TestConform(t *testing.T) {
	s := openStep(t, declaring+"unknown: drop_parameter\ntraceparent: true\nrun_id_parameter: run\ndefinition_id: d\n")
	for _, url := range []string{classic, "https://circleci.com/api/v2/project/circleci/A/B/pipeline"} {
		sdktest.Conform(t, s, runTo(t, url, `{"branch":"main","parameters":{"deploy":"true","x":[1]}}`))
	}
	sdktest.Conform(t, s, runTo(t, classic, `{"parameters":{"deploy":"x"}}`))
	sdktest.Conform(t, s, sdk.Run{ID: "r_2"})
}

func TestBodiesThatAreSent(t *testing.T) {
	n := json.Number("3")
	type m = map[string]any
	for _, c := range []struct {
		name, settings, url, body string
		want                      any
		wantURL                   string // "": as given
	}{
		{"typed", declaring, classic, `{"branch":"b","parameters":{"deploy":"true","replicas":"3","run":7}}`,
			m{"branch": "b", "parameters": m{"deploy": true, "replicas": n, "run": "7"}}, ""},
		{"no parameters, as the documented mapping has it", declaring, classic, `{"branch":"b","parameters":null}`, m{"branch": "b"}, ""},
		{"the branch that is sent along", declaring, classic, `{"branch":"b","parameters":{"branch":"b","deploy":"false"}}`,
			m{"branch": "b", "parameters": m{"deploy": false}}, ""},
		{"the branch where it passes", "unknown: pass", classic, `{"branch":"b","parameters":{"branch":"b"}}`,
			m{"branch": "b", "parameters": m{"branch": "b"}}, ""},
		{"no body", declaring, classic, `null`, m{}, ""},
		{"defaults", declaring + "send_defaults: true", classic, `{}`, m{"parameters": m{"replicas": json.Number("2")}}, ""},
		{"the run's id", declaring + "run_id_parameter: run", classic, `{}`, m{"parameters": m{"run": "r_1"}}, ""},
		{"nothing declared", "", classic, `{"parameters":{"a":"true"}}`, m{"parameters": m{"a": "true"}}, ""},
		{"an app's project", "definition_id: def", "https://circleci.com/api/v2/project/circleci%2FA%2FB/pipeline?q=1", `{"branch":"b","parameters":{"a":1}}`,
			m{"definition_id": "def", "config": m{"branch": "b"}, "checkout": m{"branch": "b"}, "parameters": m{"a": json.Number("1")}},
			"https://circleci.com/api/v2/project/circleci/A/B/pipeline/run?q=1"},
		{"back to classic", "endpoint: classic", "https://circleci.com/api/v2/project/github/o/r/pipeline/run", `{"definition_id":"d","config":{"tag":"v"},"checkout":{"tag":"v"}}`,
			m{"tag": "v"}, "https://circleci.com/api/v2/project/github/o/r/pipeline"},
		{"no trigger", declaring, "https://circleci.com/api/v2/workflow/u/rerun", `{"parameters":{"deploy":"x"}}`, m{"parameters": m{"deploy": "x"}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			given := runTo(t, c.url, c.body)
			run, err := openStep(t, c.settings).Do(t.Context(), given)
			if diff := cmp.Diff(c.want, run.Request.Body); err != nil || diff != "" {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
			if c.wantURL == "" {
				c.wantURL = c.url
			}
			if run.Request.URL != c.wantURL || run.Request.Header.Get("Circle-Token") != "t" {
				t.Errorf("goes to %s with %v", run.Request.URL, run.Request.Header)
			}
		})
	}
}

// A module may leave its body as text.
func TestBodiesOfText(t *testing.T) {
	run := runTo(t, classic, `null`)
	run.Request.Body = sdk.JSON(`{"branch":"b","parameters":{"deploy":"true"}}`)
	run, err := openStep(t, declaring).Do(t.Context(), run)
	want := map[string]any{"branch": "b", "parameters": map[string]any{"deploy": true}}
	if diff := cmp.Diff(any(want), run.Request.Body); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestWhatIsNotSent(t *testing.T) {
	many, err := json.Marshal(map[string]any{"parameters": strings101()})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ settings, url, body, want string }{
		{declaring, classic, `{"parameters":{"deploy":"x","replicas":1.5}}`, `deploy has to be a boolean, true or false, and is "x"; replicas has to be an integer, and is 1.5`},
		{declaring, classic, `{"parameters":{"a":1}}`, "a is not declared (declared: deploy, replicas, run), and is 1"},
		{"unknown: fail", classic, `{"parameters":{"a":1}}`, "a is not declared (declared: none)"},
		{"", classic, string(many), "there are 101 of them"},
		{"", classic, `{"parameters":[]}`, "parameters are no object"},
		{"", classic, `"x"`, "the body is no object"},
		{"", "https://circleci.com/api/v2/project/null/pipeline", `{}`, `the project "null"`},
		{"", "https://circleci.com/api/v2/project/circleci/A/B/pipeline", `{}`, "set definition_id"},
		{declaring, "https://circleci.com/api/v2/project/circleci/A/B/pipeline", `{"parameters":{"deploy":"x"}}`, "deploy has to be a boolean, true or false, and is \"x\". circleci/A/B is no"},
		{"definition_id: d", "https://circleci.com/api/v2/project/circleci/A/B/pipeline", `{}`, "no branch and no tag"},
	} {
		given := runTo(t, c.url, c.body)
		run, err := openStep(t, c.settings).Do(t.Context(), given)
		if outcome, _ := sdk.OutcomeOf(err); outcome != sdk.Permanent || !strings.Contains(err.Error(), c.want) || run.Request != given.Request {
			t.Errorf("%q with %s: %v, %v", c.settings, c.body, outcome, err)
		}
	}
}

func strings101() map[string]string {
	out := map[string]string{}
	for i := range 101 {
		out[strings.Repeat("x", i+1)] = ""
	}
	return out
}

func TestSecretsAreMasked(t *testing.T) {
	s, err := tryOpen(t, declaring, sdk.Env{Mask: func(_ sdk.Run, text string) string { return strings.ReplaceAll(text, "hush-hush", "***") }})
	if err != nil {
		t.Fatal(err)
	}
	run := runTo(t, classic, `{"parameters":{"deploy":"tiny","replicas":"hush-hush"}}`).WithSecrets("tiny")
	_, err = s.Do(t.Context(), run)
	if err == nil || strings.Contains(err.Error(), "tiny") || strings.Contains(err.Error(), "hush") || strings.Count(err.Error(), "***") != 2 {
		t.Error(err)
	}
}

func TestWhatIsDroppedIsWarnedOf(t *testing.T) {
	run, err := openStep(t, declaring+"unknown: drop_parameter").Do(t.Context(), runTo(t, classic, `{"parameters":{"a":1,"deploy":true}}`))
	if want := []string{"the parameter a is not declared and was left out"}; err != nil || cmp.Diff(want, run.Warnings) != "" {
		t.Errorf("%v, warnings %q", err, run.Warnings)
	}
}

func TestTraceparent(t *testing.T) {
	s := openStep(t, "traceparent: true")
	of := func(id string) string {
		run := runTo(t, classic, `{}`)
		run.ID = id
		run, err := s.Do(t.Context(), run)
		if err != nil {
			t.Fatal(err)
		}
		return run.Request.Header.Get("traceparent")
	}
	// printf r_1 | sha256sum, printf r_1/1 | sha256sum
	if got, want := of("r_1"), "00-7c77127f7fae6fe1600398d73e06e9e0-b63ef793df5fbccf-01"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if of("r_1") == of("r_2") || of("") != "" {
		t.Errorf("r_2 has %s, no run %q", of("r_2"), of(""))
	}
	if run, err := openStep(t, "").Do(t.Context(), runTo(t, classic, `{}`)); err != nil || run.Request.Header.Key("traceparent") != "" {
		t.Errorf("%v, off by default, and there is %v", err, run.Request.Header)
	}
}
