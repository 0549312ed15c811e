package match

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/explain"
	"github.com/drayhq/dray/core/suite/spec"
)

// expectation reads what stands below expect.
func expectation(t *testing.T, yaml string) spec.Expect {
	t.Helper()
	f, err := spec.Parse("f", []byte("cases: [{name: a, event: e, expect: {"+yaml+"}}]"))
	if err != nil {
		t.Fatal(err)
	}
	return f.Cases[0].Expect
}

func explanation() explain.Explanation {
	entry := 1
	return explain.Explanation{
		Outcome: "send", Reason: "jq: it is late", Signature: "absent", Route: "circleci", Mapping: &entry,
		Request: &explain.Request{
			Method: "POST", URL: "https://circleci.com/a?b=1", Headers: map[string]string{"Circle-Token": "t", "X-N": "3"},
			Body: map[string]any{
				"n": json.Number("1.50"), "i": 3, "f": 2.0, "big": new(big.Int).SetUint64(1<<64 - 1), "s": "3", "z": nil, "b": true,
				"l": []any{map[string]any{"a": 1, "b": 2}, "x"}, "a/b~": map[string]any{"c": "d"},
			},
		},
		Report:   &explain.Report{Status: "FAILURE", Summary: "it answered 404", Link: []any{"u"}},
		Warnings: []string{"body.x: null", "late"},
	}
}

func TestWhatPasses(t *testing.T) {
	for _, yaml := range []string{
		"outcome: send, signature: absent, route: circleci, mapping: 1",
		"reason: it is", "reason: /late$/", "warnings: [body.x, /^late$/]", "warnings: [late]",
		"request: {}", "request: {method: POST, url: 'https://circleci.com/a?b=1'}", "request: {url: /b=1$/}",
		"request: {headers: {circle-token: t, x-n: 3, X-Absent: null}}", "request: {headers: {X-N: '/\\d/'}}",
		"request: {headers: {circle-token: t, x-n: 3}, exact: true}",
		"request: {body: {n: 1.5, i: 3.0, f: 2, big: 18446744073709551615, s: '3', b: true}}",
		"request: {body: {z: null, absent: null, l: [{b: 2}, x], a/b~: {}}}",
		"report: {status: FAILURE, statusLabel: null, externalRunId: null, summary: /404/, link: [u]}",
		"report: {status: FAILURE, summary: it answered 404, link: [u]}, exact: true",
		"report: {status: FAILURE, summary: it answered 404, link: [u], exact: true}",
	} {
		if got, err := Explanation(expectation(t, yaml), explanation()); len(got) > 0 || err != nil {
			t.Errorf("%s: %+v, %v", yaml, got, err)
		}
	}
	nothing := explain.Explanation{Outcome: "skip"}
	const yaml = "reason: null, route: null, mapping: null, request: null, report: null, warnings: []"
	if got, err := Explanation(expectation(t, yaml), nothing); len(got) > 0 || err != nil {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestWhatFails(t *testing.T) {
	for yaml, want := range map[string]string{
		"outcome: drop": `/outcome: "drop", "send"`, "route: null": `/route: null, "circleci"`, "mapping: 0": `/mapping: 0, 1`,
		"mapping: null": `/mapping: null, 1`, "reason: soon": `/reason: "soon" in, "jq: it is late"`, "reason: null": `/reason: null, "jq: it is late"`,
		"reason: ''":                               `/reason: null, "jq: it is late"`,
		"warnings: []":                             `/warnings/0: null, "body.x: null"; /warnings/1: null, "late"`,
		"warnings: [late, soon]":                   `/warnings: "soon" in, ["body.x: null","late"]`,
		"request: {method: get}":                   `/request/method: "get", "POST"`,
		"request: {method: null}":                  `/request/method: null, "POST"`,
		"request: {headers: {CIRCLE-TOKEN: u}}":    `/request/headers/CIRCLE-TOKEN: "u", "t"`,
		"request: {headers: {X: y}}":               `/request/headers/X: "y", null`,
		"request: {headers: {X-N: 3}, exact: 1}":   `/request/headers/Circle-Token: null, "t"`,
		"request: {headers: null}":                 `/request/headers/Circle-Token: null, "t"; /request/headers/X-N: null, "3"`,
		"request: {body: {n: 1.51, s: 3, i: '3'}}": `/request/body/i: "3", 3; /request/body/n: 1.51, 1.50; /request/body/s: 3, "3"`,
		"request: {body: {a/b~: {c: e}, z: 0}}":    `/request/body/a~1b~0/c: "e", "d"; /request/body/z: 0, null present`,
		"request: {body: {l: [{b: 3}]}}":           `/request/body/l/0/b: 3, 2; /request/body/l/1: null, "x"`,
		"request: {body: {l: [{a: 1}, x, y]}}":     `/request/body/l/2: "y", null`,
		"request: {body: {b: [true], l: true}}":    `/request/body/b: [true], true; /request/body/l: true, [{"a":1,"b":2},"x"]`,
		"request: {body: null}":                    `/request/body: null, ` + compact(t, body(t)),
		"report: {link: v}":                        `/report/link: "v", ["u"]`,
		"report: {status: FAILURE, exact: true}":   `/report/link: null, ["u"]; /report/summary: null, "it answered 404"`,
		"report: {status: FAILURE}, exact: true":   `/report/link: null, ["u"]; /report/summary: null, "it answered 404"`,
	} {
		got, err := Explanation(expectation(t, yaml), explanation())
		if text := written(t, got); err != nil || text != want {
			t.Errorf("%s:\ngot  %s, %v\nwant %s", yaml, text, err, want)
		}
	}
}

// With exact, what is there and null is something too, in objects of lists as well.
func TestExactBody(t *testing.T) {
	x := explain.Explanation{Request: &explain.Request{Body: map[string]any{"a": nil, "l": []any{map[string]any{"b": 1, "c": 2}}}}}
	got, err := Explanation(expectation(t, "request: {body: {l: [{b: 1}]}, exact: true}"), x)
	want := "/request/body/a: null, null present; /request/body/l/0/c: null, 2"
	if text := written(t, got); err != nil || text != want {
		t.Errorf("got  %s, %v\nwant %s", text, err, want)
	}
}

// What is missing as a whole is one failure.
func TestNoRequest(t *testing.T) {
	got, err := Explanation(expectation(t, "request: {body: {}, exact: true}, report: {status: SUCCESS}"), explain.Explanation{})
	want := []Failure{{At: "/request", Want: map[string]any{"body": map[string]any{}}}, {At: "/report", Want: map[string]any{"status": "SUCCESS"}}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func written(t *testing.T, failures []Failure) string {
	t.Helper()
	lines := make([]string, len(failures))
	for i, f := range failures {
		lines[i] = f.At + ": " + compact(t, f.Want)
		if f.Part {
			lines[i] += " in"
		}
		lines[i] += ", " + compact(t, f.Got)
		if f.Null {
			lines[i] += " present"
		}
	}
	return strings.Join(lines, "; ")
}

func compact(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func body(t *testing.T) any {
	t.Helper()
	v, err := spec.Normal(explanation().Request.Body)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
