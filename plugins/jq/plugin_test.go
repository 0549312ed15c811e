package jq_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/jq"
	"github.com/drayhq/dray/sdk"
	"github.com/drayhq/dray/tests/conformance"
)

func TestOpenSaysWhatIsWrong(t *testing.T) {
	for name, test := range map[string]struct {
		settings map[string]any
		want     []string
	}{
		"no file":  {map[string]any{"mapping": "none.json"}, []string{"reading the mapping file", "none.json", "CONTROL_THE_PAYLOAD_CONFIG_PATH"}},
		"not JSON": {map[string]any{"mapping": mappingFile(t, "[{\n]")}, []string{"invocations.json:2:1: not JSON"}},
		"shape":    {map[string]any{"mapping": mappingFile(t, `[{"url": []}]`)}, []string{"invocations.json:1:10: entry 0: url: a list"}},
		"jq": {map[string]any{"mapping": mappingFile(t, "[{},\n{\"body\": {\"a\": [\".x\", \".a |\\n\\n .b[\"]}}]")},
			[]string{"invocations.json:2:23: entry 1: body.a[1]: jq: line 3, column 5"}},
		"two of jq": {map[string]any{"mapping": mappingFile(t, `[{"url": ".a[", "method": "nope"}]`)}, []string{"entry 0: url: jq", "entry 0: method: jq"}},
		"timeout":   {map[string]any{"timeout": "0s"}, []string{"timeout is 0s"}},
		"key":       {map[string]any{"mappings": "x"}, []string{"mappings"}},
	} {
		_, err := tryOpen(t, sdk.Env{}, test.settings)
		for _, want := range test.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, want %q in the error", name, err, want)
			}
		}
	}
}

func TestMappingPathIsRelativeToTheConfig(t *testing.T) {
	path := mappingFile(t, `[{"url": "\"https://relative\""}]`)
	step := open(t, sdk.Env{Dir: filepath.Dir(path)}, map[string]any{"mapping": filepath.Base(path)})
	run, err := step.Do(t.Context(), event(t, `{}`))
	if err != nil || run.Request.URL != "https://relative" {
		t.Errorf("%+v, %v", run.Request, err)
	}
}

func TestCheckSaysWhatIsDoubtful(t *testing.T) {
	text := `[
		{"header": {}},
		{"enabled": false},
		{"url": ".payload.url"},
		{"url": "env.UNSET + env.SET + (env.ALSO_UNSET // \"\")", "headers": {"A": "env.DRAY_X", "B": "env.UNSET"}}
	]`
	env := sdk.Env{Environ: []string{"SET=x"}}
	want := []string{
		`:2:4: entry 0: unknown key "header" is ignored; the nearest known one is "headers"`,
		`:2:3: entry 0: without a url it comes from the event`,
		`:4:11: entry 2: url: its host can come from the event`,
		`:5:78: entry 3: headers.A: DRAY_X is hidden`,
		`:5:97: entry 3: headers.B: the environment variable UNSET is not set`,
	}
	checked := func(env sdk.Env) []string { return withMapping(t, env, text).(sdk.Checker).Check() }
	got := checked(env)
	if len(got) != len(want) {
		t.Errorf("%d doubts, want %d:\n%s", len(got), len(want), strings.Join(got, "\n"))
	}
	for i := range min(len(got), len(want)) {
		if !strings.Contains(got[i], want[i]) {
			t.Errorf("doubt %d is\n%s\nwant\n%s", i, got[i], want[i])
		}
	}
	env.Hosts = []string{"circleci.com"}
	if got := checked(env); strings.Contains(strings.Join(got, "\n"), "any host") {
		t.Errorf("with hosts set:\n%s", strings.Join(got, "\n"))
	}
}

func TestCheckSaysWhatJQ15DoesOtherwise(t *testing.T) {
	text := `[{
		"enabled": "if .action then true end",
		"url": "\"https://h/\" + ($ENV.SLUG // \"x\" | trim)",
		"body": {"a": ["walk(.)", "def walk(f): f; walk(.)", ".b"], "n": 5},
		"report": {"summary": "[range(0, 1; 3)] | tojson"}
	}]`
	want := []string{
		":2:14: entry 0: enabled: if without else isn't in jq 1.5: port-agent's jq gives null here",
		":3:10: entry 0: url: $ENV isn't in jq 1.5: port-agent's jq gives null here",
		":3:10: entry 0: url: trim isn't in jq 1.5: port-agent's jq gives null here",
		":4:18: entry 0: body.a[0]: walk isn't in jq 1.5: port-agent's jq gives null here",
		":5:25: entry 0: report.summary: range with several bounds takes each pair",
	}
	env := sdk.Env{Hosts: []string{"h"}, Environ: []string{"SLUG=x"}}
	got := withMapping(t, env, text).(sdk.Checker).Check()
	if len(got) != len(want) {
		t.Fatalf("%d doubts, want %d:\n%s", len(got), len(want), strings.Join(got, "\n"))
	}
	for i := range want {
		if !strings.Contains(got[i], want[i]) {
			t.Errorf("doubt %d is\n%s\nwant\n%s", i, got[i], want[i])
		}
	}
}

// The built-in mapping says in our words what the agent's says in its own.
func TestBuiltInMappingDoesAsTheAgents(t *testing.T) {
	dir := conformance.Dir(t)
	messages, err := os.ReadDir(filepath.Join(dir, "messages"))
	if err != nil {
		t.Fatal(err)
	}
	env := sdk.Env{Environ: []string{"port-labs_sub_port=gl-trigger"}}
	ours := open(t, env, map[string]any{})
	theirs := open(t, env, map[string]any{"mapping": filepath.Join(dir, "mappings", "default_config.json")})
	for _, file := range messages {
		run := message(t, filepath.Join(dir, "messages", file.Name()))
		got, gotErr := ours.Do(t.Context(), run)
		want, wantErr := theirs.Do(t.Context(), run)
		if (gotErr == nil) != (wantErr == nil) || got.Mapping != want.Mapping {
			t.Errorf("%s: mapping %d, %v; want %d, %v", file.Name(), got.Mapping, gotErr, want.Mapping, wantErr)
		}
		if diff := cmp.Diff(want.Request, got.Request); diff != "" {
			t.Errorf("%s (-agent's +ours):\n%s", file.Name(), diff)
		}
	}
}

func TestAMappingThatLiesInNoFile(t *testing.T) {
	decode := func(text string) func(any) error {
		return func(into any) error {
			settings := into.(*jq.Settings)
			settings.Mapping, settings.Read = "typed.json", func() []byte { return []byte(text) }
			return nil
		}
	}
	step, err := jq.Plugin().Open(t.Context(), decode(`[{"url": "\"https://typed\""}]`), sdk.Env{})
	if err != nil {
		t.Fatal(err)
	}
	run, err := step.Do(t.Context(), event(t, "{}"))
	if err != nil || run.Request.URL != "https://typed" {
		t.Errorf("%v %+v", err, run.Request)
	}
	if _, err := jq.Plugin().Open(t.Context(), decode("[\n"), sdk.Env{}); err == nil || !strings.HasPrefix(err.Error(), "typed.json:2:1: ") {
		t.Errorf("its mistake is told of as %v", err)
	}
}
