package request_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

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
		request, err := build(t, `"headers": {"A": `+quoted(program)+`}`)
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
		request, err := build(t, members)
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
		request, err := build(t, `"headers": `+headers)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want an error with %q", headers, err, want)
		}
		if outcome, _ := sdk.OutcomeOf(err); outcome != sdk.Permanent || request != nil {
			t.Errorf("%s: outcome %v, request %v; want fail and none", headers, outcome, request)
		}
	}
}
