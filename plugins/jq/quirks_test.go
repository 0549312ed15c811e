package jq_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/drayhq/dray/sdk"
	"github.com/google/go-cmp/cmp"
)

const forward = `{"payload":{"action":{"invocationMethod":{"url":"https://h/p","method":"put"}},"properties":{"big":12345678901234567890,"one":1.0,"s":"x"}}}`

// entry makes the request of a mapping with this one entry.
func entry(t *testing.T, members string) (*sdk.Request, sdk.Run, error) {
	t.Helper()
	step := withMapping(t, sdk.Env{Lenient: true}, "[{"+members+"}]")
	run, err := step.Do(t.Context(), event(t, forward))
	return run.Request, run, err
}

func TestHeaderQuirks(t *testing.T) {
	for program, want := range map[string]sdk.Header{
		`null`:                  {},
		`"é"`:                   {"A": {"é"}},
		`"☃"`:                   {"A": {"☃"}},
		`""`:                    {"A": {""}},
		`"x\ty "`:               {"A": {"x\ty "}},
		`.no | error`:           {},
		`.payload.properties.s`: {"A": {"x"}},
	} {
		request, _, err := entry(t, `"headers": {"A": `+quoted(program)+`}`)
		if err != nil {
			t.Errorf("%s: %v", program, err)
			continue
		}
		if diff := cmp.Diff(want, request.Header); diff != "" {
			t.Errorf("%s (-want +got):\n%s", program, diff)
		}
	}
	for members, want := range map[string]sdk.Header{
		`"headers": {"A": "\"x\"", "a": "\"y\""}`: {"a": {"y"}},
		`"headers": "{A: \"x\", B: null}"`:        {"A": {"x"}},
		`"headers": {}`:                           {},
		`"headers": null`:                         {},
	} {
		request, _, err := entry(t, members)
		if err != nil || !cmp.Equal(want, request.Header) {
			t.Errorf("%s gives %v, %v, want %v", members, request, err, want)
		}
	}
}

func TestHeadersThatCannotBeSentSayHowToMend(t *testing.T) {
	for headers, want := range map[string]string{
		`{"A": "5"}`:            ":1:20: entry 0: headers.A: header A is a number, and headers are strings: end the program with `| tostring`",
		`{"A": "true"}`:         "header A is a boolean",
		`{"A": "[]"}`:           "header A is a list",
		`{"A": "\" x\""}`:       "begins with white space",
		`{"A": "\"\u3000x\""}`:  "begins with white space",
		`{"A": "\"x\\n\""}`:     "has a line break",
		`{"A": "\"x\\u0001\""}`: "has a control character",
		`{"A b": "\"x\""}`:      `header name "A b" has a character`,
		`{"": "\"x\""}`:         "is empty",
		`"null"`:                "entry 0: headers: the program yields null, and headers are an object",
		`".a["`:                 "doesn't compile",
	} {
		request, run, err := entry(t, `"headers": `+headers)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want an error with %q", headers, err, want)
		}
		if outcome, _ := sdk.OutcomeOf(err); outcome != sdk.Permanent || request != nil || run.Mapping != 0 {
			t.Errorf("%s: outcome %v, request %v, mapping %d; want fail, none, 0", headers, outcome, request, run.Mapping)
		}
	}
}

func TestQueryQuirks(t *testing.T) {
	for query, want := range map[string]string{
		`{"a": "null"}`:                           "",
		`{"a": "5"}`:                              "a=5",
		`{"a": "true"}`:                           "a=True",
		`{"a": "[\"x\", null, \"y\"]"}`:           "a=x&a=y",
		`{"a": "\"b c/&\""}`:                      "a=b c/&",
		`{"a": "{x: 1}"}`:                         "a=x",
		`{"a": "[]", "b": "{}", "c": "\"\""}`:     "c=",
		`{"a": "[[\"x\", null], {k: 1}, [[1]]]"}`: "a=x&a=None&a=k&a=[1]",
		`{"a": 1.0, "b": "1.5", "c": ".payload.properties.one"}`: "a=1&b=1.5&c=1",
		`{"z": "1", "a": "2"}`:           "z=1&a=2",
		`"null"`:                         "",
		`"{a: false}"`:                   "a=False",
		`"[[\"a\", 1], [null, [2, 3]]]"`: "a=1&None=2&None=3",
		`"[]"`:                           "",
	} {
		request, _, err := entry(t, `"query": `+query)
		if err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		var got []string
		for _, p := range request.Query {
			got = append(got, p.Name+"="+p.Value)
		}
		if strings.Join(got, "&") != want || request.URL != "https://h/p" {
			t.Errorf("%s gives %q on %s, want %q", query, got, request.URL, want)
		}
	}
	for _, query := range []string{`"5"`, `"[1]"`, `"[[1]]"`} {
		if _, _, err := entry(t, `"query": `+query); err == nil || !strings.Contains(err.Error(), "a query is an object") {
			t.Errorf("%s: %v, want an error", query, err)
		}
	}
}

func TestRawQueryGoesBehindTheURLs(t *testing.T) {
	for url, want := range map[string]string{
		"http://h/p":       "http://h/p?raw=1",
		"http://h/p?z=1":   "http://h/p?z=1&raw=1",
		"http://h/p?":      "http://h/p?raw=1",
		"http://h/p?z=1#f": "http://h/p?z=1&raw=1#f",
		"http://h/p#f":     "http://h/p?raw=1#f",
	} {
		request, _, err := entry(t, `"url": `+quoted(quoted(url))+`, "query": "\"raw=1\""`)
		if err != nil || request.URL != want || len(request.Query) > 0 {
			t.Errorf("%s becomes %+v, %v; want %s", url, request, err, want)
		}
	}
}

func quoted(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		return err.Error()
	}
	return string(data)
}
