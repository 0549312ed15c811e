package circleci

import (
	"strings"
	"testing"

	"github.com/drayhq/dray/sdk"
)

func TestSettingsThatAreRefused(t *testing.T) {
	for settings, want := range map[string]string{
		"parameters: {a: {type: bool}}":        `the parameter a: its type is "bool"`,
		"config: nowhere.yml":                  "reading the project's config",
		declaring + "run_id_parameter: id":     "names id, which is not declared (declared: deploy, replicas, run)",
		declaring + "run_id_parameter: deploy": "names deploy, which is declared as boolean",
		"no_such: 1":                           "no_such",
	} {
		if _, err := tryOpen(t, settings, sdk.Env{Dir: t.TempDir()}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", settings, err, want)
		}
	}
	_, err := withConfig(t, "version: 2.1\nparameters:\n  a: {type: bool}\n", "parameters: {b: {}}")
	if err == nil || !strings.Contains(err.Error(), "config.yml:3:3: parameters.a: ") || !strings.Contains(err.Error(), "the parameter b: ") {
		t.Errorf("%v, want the mistakes of both", err)
	}
}

func TestTheSettingsGoBeforeTheFile(t *testing.T) {
	s, err := withConfig(t, "parameters: {a: {type: boolean}, b: {type: integer}}", "parameters: {a: {type: string}}")
	if err != nil {
		t.Fatal(err)
	}
	run, err := s.Do(t.Context(), runTo(t, classic, `{"parameters":{"a":true,"b":"3"}}`))
	if body := run.Request.Body.(map[string]any)["parameters"].(map[string]any); err != nil || body["a"] != "true" || body["b"] == "3" {
		t.Errorf("%v, %v", body, err)
	}
}

func TestDescribeAndCheck(t *testing.T) {
	for settings, want := range map[string][2]string{
		"":                      {"types nothing; endpoint auto", ""},
		declaring:               {"types deploy, replicas, run as in the settings; undeclared: fail; endpoint auto", ""},
		"from_inputs: true":     {"types what there is as in the action's inputs; undeclared: pass; endpoint auto", ""},
		"run_id_parameter: run": {"", "whether the pipeline declares run is not known"},
		"definition_id: d":      {"", "definition_id is d, and CircleCI's are UUIDs"},
		"endpoint: classic\ndefinition_id: 2338d0ae-5541-4bbf-88a2-55e9f7281f80": {"", "no meaning with endpoint: classic"},
	} {
		s := openStep(t, settings)
		if want[0] != "" && s.Describe() != want[0] {
			t.Errorf("%q is described as %q", settings, s.Describe())
		}
		got := strings.Join(s.Check(), "\n")
		if !strings.Contains(got, want[1]) || (got == "") != (want[1] == "") {
			t.Errorf("%q is checked as %q", settings, got)
		}
	}
	s, err := withConfig(t, "version: 2.1", "")
	if err != nil || len(s.Check()) != 1 || !strings.Contains(s.Check()[0], "config.yml declares no pipeline parameters") {
		t.Errorf("%v, %v", s, err)
	}
}
