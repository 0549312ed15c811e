package suite

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/secret"
)

func quiet(*secret.Vault) *slog.Logger { return slog.New(slog.DiscardHandler) }

// folder makes one with the given files.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const (
	mapping = `[{"url": "\"https://x/\" + (now | todate)", "headers": {"X-Token": "env.TOKEN"}, "body": {"note": "\"with \" + env.TOKEN", "home": "env.HOME"}}]`
	event   = `{action: a, context: {runId: r_1}, payload: {action: {invocationMethod: {agent: true}}}}`
)

func run(t *testing.T, s Suite, files map[string]string) Outcome {
	t.Helper()
	s.Log = quiet
	out, err := s.Run(t.Context(), filepath.Join(folder(t, files), "x_test.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEnvironmentAndClockAreTheFiles(t *testing.T) {
	t.Setenv("HOME", "/home/caller")
	t.Setenv("DRAY_HTTP_HOSTS", "elsewhere.example")
	t.Setenv("CONTROL_THE_PAYLOAD_CONFIG_PATH", "/nowhere.json")
	out := run(t, Suite{}, map[string]string{"m.json": mapping, "x_test.yaml": `
mapping: m.json
env: {TOKEN: of-the-file}
now: 2026-03-02T09:30:00Z
cases:
- name: of the file
  event: ` + event + `
  expect: {outcome: send, request: {url: 'https://x/2026-03-02T09:30:00Z', headers: {x-token: of-the-file}, body: {home: null}}}
- name: of the case
  event: ` + event + `
  env: {TOKEN: of-the-case, HOME: /home}
  now: 2026-03-06T09:30:00Z
  expect: {outcome: send, request: {url: 'https://x/2026-03-06T09:30:00Z', headers: {x-token: of-the-case}, body: {home: /home}}}
- name: and of the file again
  event: ` + event + `
  expect: {request: {url: 'https://x/2026-03-02T09:30:00Z', headers: {x-token: of-the-file}}}
`})
	if out.Failed() > 0 || len(out.Results) != 3 {
		t.Errorf("%+v", out.Results)
	}
}

// What an expectation writes out is as secret as what the mapping reads.
func TestSecretsAreMasked(t *testing.T) {
	files := map[string]string{"m.json": mapping, "x_test.yaml": `
mapping: m.json
env: {TOKEN: hush-hush-token}
cases:
- name: a
  event: ` + event + `
  expect:
    reason: hush-hush-token
    request: {headers: {X-Token: hush-other-token}, body: {note: with hush-other-token}}
`}
	for show, want := range map[bool]int{false: 0, true: 5} {
		out := run(t, Suite{Show: show}, files)
		var text strings.Builder
		if err := out.Text(&text, Style{}); err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(text.String(), "-token"); got != want {
			t.Errorf("secrets shown: %d, want %d:\n%s", got, want, &text)
		}
		if hidden := out.Results[0].Failures[1].Hidden; hidden == show {
			t.Errorf("the tokens differ, and hidden is %v", hidden)
		}
	}
}

// A run that isn't sent gets no answer: Port is told why.
func TestReportOfWhatIsNotSent(t *testing.T) {
	out := run(t, Suite{}, map[string]string{"m.json": `[{"enabled": false}]`, "x_test.yaml": `
mapping: m.json
cases:
- name: a
  event: ` + event + `
  response: {status: 201}
  expect: {outcome: fail, report: {status: FAILURE, summary: '/^Nothing was sent: step jq: no mapping matched/'}}
- name: b
  event: {}
  expect: {outcome: skip, report: null}
`})
	if out.Failed() > 0 {
		t.Errorf("%+v", out.Results)
	}
}

// What can be sent again ends its run at Port only where it isn't kept.
func TestReportOfWhatIsKept(t *testing.T) {
	for store, want := range map[string]string{
		"":                 "status: FAILURE, statusLabel: null, summary: '/^Gave up .* at step http: https://x answered 503/'",
		"store: {path: s}": "statusLabel: Parked, exact: true",
	} {
		out := run(t, Suite{}, map[string]string{"m.json": mapping, "dray.yaml": store, "x_test.yaml": `
mapping: m.json
cases:
- name: a
  event: ` + event + `
  response: {status: 503}
  expect: {outcome: send, report: {` + want + `}}
`})
		if out.Failed() > 0 {
			t.Errorf("%s: %+v", store, out.Results)
		}
	}
}

func TestTheTopicCanBeSaid(t *testing.T) {
	out := run(t, Suite{}, map[string]string{"x_test.yaml": `
cases:
- name: by its shape
  event: &e {changelogDestination: {agent: true, url: 'https://x'}, context: {runId: r_1}}
  expect: {outcome: send, request: {url: 'https://x/'}}
- name: a run
  event: *e
  change_log: false
  expect: {outcome: skip, reason: not for the agent}
- name: a run by its shape
  event: &both {changelogDestination: {agent: true}, payload: {action: {invocationMethod: {agent: false, url: 'https://x'}}}}
  expect: {outcome: skip, reason: not for the agent}
- name: a change
  event: *both
  change_log: true
  expect: {outcome: send}
`})
	if out.Failed() > 0 {
		t.Errorf("%+v", out.Results)
	}
}

func TestRunSaysWhatIsWrong(t *testing.T) {
	const cases = "cases: [{name: a, event: " + event + ", expect: {outcome: send}}]"
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"a config that isn't there": {map[string]string{"x_test.yaml": "config: nope.yaml\n" + cases}, "/x_test.yaml: opening the config that it tests, with its env alone: nope.yaml: reading the config: no such file"},
		"a config with a mistake":   {map[string]string{"dray.yaml": "rutes: []", "x_test.yaml": cases}, "dray.yaml:1:1: rutes: unknown key; did you mean routes?"},
		"a variable that isn't set": {map[string]string{"dray.yaml": "port: {org: '${env:HOME}'}", "x_test.yaml": cases}, "dray.yaml:1:13: port.org: the environment variable HOME is not set"},
		"a mapping with a mistake":  {map[string]string{"m.json": `[{"url": ".a["}]`, "x_test.yaml": "mapping: m.json\n" + cases}, "m.json:1:10: entry 0: url: jq"},
		"nothing to sign with":      {map[string]string{"x_test.yaml": strings.Replace(cases, "name", "sign: true, name", 1)}, "x_test.yaml:1:9: cases[0]: signing an event: there is no client secret to sign with; the file's env can set PORT_CLIENT_SECRET"},
		"an event that isn't there": {map[string]string{"x_test.yaml": "cases: [{name: a, event: e.json, expect: {outcome: send}}]"}, "x_test.yaml:1:26: cases[0].event: reading the event: open"},
		"no test file":              {nil, "reading the test file: open"},
	} {
		_, err := Suite{Log: quiet}.Run(t.Context(), filepath.Join(folder(t, test.files), "x_test.yaml"))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s:\ngot  %v\nwant %s", name, err, test.want)
		}
	}
}

func TestTextIsShownAndNotObeyed(t *testing.T) {
	out := Outcome{File: "f\x1b[31m", Results: []Result{{Case: "c\x1b[2J", Line: "f:1", Why: "\x1b[0m", Failures: []Failure{{}}}}}
	var text strings.Builder
	if err := out.Text(&text, Style{}); err != nil || strings.Contains(text.String(), "\x1b") {
		t.Errorf("%q, %v", &text, err)
	}
	text.Reset()
	if err := out.Text(&text, Style{Color: true}); err != nil || !strings.HasPrefix(text.String(), red+"--- FAIL:"+plain) {
		t.Errorf("%q, %v", &text, err)
	}
}
