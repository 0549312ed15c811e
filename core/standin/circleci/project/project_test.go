package project

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTyping(t *testing.T) {
	p := Project{Parameters: map[string]Parameter{
		"deploy": {Type: "boolean"}, "replicas": {Type: "integer"}, "note": {Type: "string"},
		"region": {Type: "enum", Enum: []string{"eu", "us"}}, "must": {Type: "string", Required: true},
	}}
	type m = map[string]any
	for _, c := range []struct {
		give       m
		undeclared string
		mistyped   []string
	}{
		{m{"deploy": true, "replicas": 3.0, "note": "x", "region": "eu", "must": ""}, "", nil},
		{m{"must": "", "b": 1, "a": 2}, "Unexpected argument(s): a, b", nil},
		{m{"deploy": "true", "must": ""}, "", []string{`Type error for argument deploy: expected type: boolean, actual value: "true" (type string)`}},
		{m{"replicas": "3", "note": true, "region": "mars"}, "", []string{
			"Type error for argument note: expected type: string, actual value: true (type boolean)",
			`Type error for argument region: expected type: enum, actual value: "mars" (type string)`,
			`Type error for argument replicas: expected type: integer, actual value: "3" (type string)`,
			"Missing required argument(s): must",
		}},
	} {
		if got := p.Undeclared(c.give); got != c.undeclared {
			t.Errorf("%v: undeclared %q, want %q", c.give, got, c.undeclared)
		}
		if diff := cmp.Diff(c.mistyped, p.Mistyped(c.give)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", c.give, diff)
		}
	}
	if (Project{}).Undeclared(m{"a": 1}) != "" || (Project{}).Mistyped(m{"a": 1}) != nil {
		t.Error("a project that declares nothing takes anything")
	}
}

func TestNames(t *testing.T) {
	for slug, want := range map[string]string{"github/o/r": "gh/o/r", "bitbucket/o/r": "bb/o/r", "gh/o/r": "gh/o/r", "circleci/A/B": "circleci/A/B"} {
		if got := Canonical(slug); got != want {
			t.Errorf("%s: %s", slug, got)
		}
	}
	if id := ID("a"); len(id) != 36 || strings.Count(id, "-") != 4 || id != ID("a") || id == ID("b") {
		t.Errorf("the id %s", id)
	}
	if p := (Project{Definitions: []string{"a"}}); !p.Defines("a") || p.Defines("b") || !(Project{}).Defines("b") {
		t.Error("definitions")
	}
}
