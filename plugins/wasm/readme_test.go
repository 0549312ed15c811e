package wasm_test

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/sdk"
)

// block gives the README's code block with this heading.
func block(t *testing.T, heading string) string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), "```"+heading+"\n")
	body, _, ends := strings.Cut(rest, "```\n")
	if !found || !ends {
		t.Fatalf("README.md has no block %q", heading)
	}
	return body
}

// request reads a block as a request.
func request(t *testing.T, heading string) *sdk.Request {
	t.Helper()
	var r struct {
		Method, URL string
		Headers     sdk.Header
		Body        any
	}
	if err := json.Unmarshal([]byte(block(t, heading)), &r); err != nil {
		t.Fatal(err)
	}
	return &sdk.Request{Method: r.Method, URL: r.URL, Header: r.Headers, Body: r.Body}
}

func TestTheReadmesModule(t *testing.T) {
	source, err := os.ReadFile("testdata/add_fields.c")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(source), block(t, "c add_fields.c")); diff != "" {
		t.Errorf("the README shows another module (-testdata +README):\n%s", diff)
	}
	step, _ := module(t, "add_fields", nil)
	run, err := step.Do(t.Context(), sdk.Run{ID: "r_1", Attempt: 1, Request: request(t, "json before")})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(request(t, "json after"), run.Request); diff != "" {
		t.Error(diff)
	}
}

// The chain's wasm stages open, and the table has every setting of a config with its default.
func TestTheReadmesSettings(t *testing.T) {
	var chain struct{ Chain []any }
	if err := yaml.Unmarshal([]byte(block(t, "yaml chain")), &chain); err != nil {
		t.Fatal(err)
	}
	stage := chain.Chain[1].(map[string]any)["wasm"].(map[string]any)
	e, _ := env(".")
	if _, err := open(t, e, func(s *wasm.Settings) {
		s.Module, s.Config = strings.Replace(stage["module"].(string), "transforms", "testdata", 1), stage["config"]
	}); err != nil {
		t.Error(err)
	}
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for field := range reflect.TypeFor[wasm.Settings]().Fields() {
		if name := field.Tag.Get("yaml"); name != "-" && !strings.Contains(string(text), "\n| `"+name+"` | ") {
			t.Errorf("the table lacks %s", name)
		}
	}
}

// What the README says a command may answer, a command may answer.
func TestTheReadmesAnswers(t *testing.T) {
	var answers []map[string]any
	if err := json.Unmarshal([]byte(block(t, "json answers")), &answers); err != nil {
		t.Fatal(err)
	}
	for _, answer := range answers {
		for member := range answer {
			if _, _, err := commandGuest(t, map[string]string{"request": "merge", "drop": "drop", "fail": "fail"}[member], nil); (err == nil) != (member == "request") {
				t.Errorf("%s: %v", member, err)
			}
		}
	}
}
