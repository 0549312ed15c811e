package jq_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/drayhq/dray/sdk"
	"github.com/google/go-cmp/cmp"
)

func TestURLQuirks(t *testing.T) {
	for url, want := range map[string]string{
		"http://h/a%2Fb c/ü?x=%zz": "http://h/a%2Fb c/ü?x=%zz", // escaped by the sink
		"HTTP://H/p":               "HTTP://H/p",
		" \thttp://h/p":            "http://h/p",
		"http://h?x":               "http://h?x",
	} {
		request, _, err := entry(t, `"url": `+quoted(quoted(url)))
		if err != nil || request.URL != want {
			t.Errorf("%q gives %+v, %v, want %q", url, request, err, want)
		}
	}
	for program, want := range map[string]string{
		`null`:               "entry 0: url: the program yields null, and a URL is a string",
		`.payload.nothing`:   `such as "https://circleci.com/…". The program: .payload.nothing`,
		`.payload | .[0]`:    "the jq program failed",
		`.a[`:                "doesn't compile",
		`["http://h"]`:       "yields a list",
		`5`:                  "yields a number",
		`""`:                 `yields "", and a request needs a URL`,
		`"h/p"`:              "not an absolute URL",
		`"//h/p"`:            "not an absolute URL",
		`"https:/h/p"`:       "not an absolute URL",
		`"ftp://h/p"`:        "only https and http",
		`"http://"`:          "names no host",
		`"http:///p"`:        "names no host",
		`"x", error("late")`: "the jq program failed",
	} {
		request, run, err := entry(t, `"url": `+quoted(program))
		if err == nil || !strings.Contains(err.Error(), want) || request != nil || run.Mapping != 0 {
			t.Errorf("%s: request %v, mapping %d, error %v; want an error with %q", program, request, run.Mapping, err, want)
		}
	}
}

func TestMethodQuirks(t *testing.T) {
	request, _, err := entry(t, `"method": "\"patch\""`)
	if err != nil || request.Method != "PATCH" {
		t.Errorf("%+v, %v, want PATCH", request, err)
	}
	for program, want := range map[string]string{
		`.a // 'POST'`: "doesn't compile",
		`null`:         "yields null",
		`""`:           "yields an empty string",
		`5`:            "yields a number",
	} {
		if request, _, err := entry(t, `"method": `+quoted(program)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %+v, %v, want an error with %q", program, request, err, want)
		}
	}
}

func TestBodyQuirks(t *testing.T) {
	for body, want := range map[string]string{
		`{}`:                                  `{}`,
		`""`:                                  `{}`,
		`{"a": {}, "b": 1}`:                   `{"b":1}`,
		`{"a": {"b": []}}`:                    `{"a":{"b":[]}}`,
		`{"a": ["\"x\"", 1, {"c": "\"y\""}]}`: `{"a":["x",1,{"c":"y"}]}`,
		`{"a.b": "\"x\"", "": "\"y\""}`:       `{"":"y","a.b":"x"}`,
		`{"a": null, "b": true, "c": 1.5, "d": "null", "e": "{}"}`: `{"a":null,"b":true,"c":1.5,"d":null,"e":{}}`,
		`"[]"`:               `[]`,
		`"null"`:             `null`,
		`"\"s\""`:            `"s"`,
		`"5"`:                `5`,
		`5`:                  `5`,
		`"false"`:            `false`,
		`"0"`:                `0`,
		`"\"\""`:             `""`,
		`"empty"`:            `null`,
		`".payload | error"`: `null`,
	} {
		request, _, err := entry(t, `"body": `+body)
		if err != nil {
			t.Errorf("%s: %v", body, err)
			continue
		}
		got, err := json.Marshal(request.Body)
		if err != nil || string(got) != want {
			t.Errorf("%s gives %s, %v, want %s", body, got, err, want)
		}
	}
	if _, _, err := entry(t, `"body": {"a": ["[nan]"]}`); err == nil || !strings.Contains(err.Error(), "without a form in JSON") {
		t.Errorf("nan: %v, want an error", err)
	}
}

func TestDefaultsComeFromTheEvent(t *testing.T) {
	run := event(t, forward)
	out, err := withMapping(t, sdk.Env{}, "[{}]").Do(t.Context(), run)
	want := &sdk.Request{Method: "PUT", URL: "https://h/p", Header: sdk.Header{}, Body: run.Event}
	if diff := cmp.Diff(want, out.Request); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	changes := event(t, `{"payload":{"action":{"invocationMethod":{"url":"https://wrong"}}},"changelogDestination":{"url":"https://h/c"}}`)
	changes.Kind = sdk.ChangeLog
	out, err = withMapping(t, sdk.Env{}, "[{}]").Do(t.Context(), changes)
	if err != nil || out.Request.URL != "https://h/c" || out.Request.Method != "POST" {
		t.Errorf("a change-log event gives %+v, %v", out.Request, err)
	}
	for _, text := range []string{`{}`, `null`, `[]`, `{"payload":{"action":5}}`, `{"payload":{"action":{"invocationMethod":{"url":null}}}}`} {
		if _, err := withMapping(t, sdk.Env{}, "[{}]").Do(t.Context(), event(t, text)); err == nil || !strings.Contains(err.Error(), "entry 0: no url here") {
			t.Errorf("%s: %v, want an error that asks for a url", text, err)
		}
	}
}
