package declared

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/circleci/typed"
)

func TestFromSettings(t *testing.T) {
	got, err := FromSettings(map[string]Parameter{
		"n": {Type: "integer", Default: json.Number("3.0")},
		"e": {Type: "enum", Enum: []string{"a", "b"}, Description: "either"},
	})
	want := typed.Set{"n": {Kind: typed.Integer, Default: json.Number("3")}, "e": {Kind: typed.Enum, Enum: []string{"a", "b"}}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	_, err = FromSettings(map[string]Parameter{"a": {}, "b": {Type: "bool"}, "c": {Type: "string"}})
	if err == nil || !strings.Contains(err.Error(), "the parameter a: it has no type") || !strings.Contains(err.Error(), `b: its type is "bool"`) {
		t.Errorf("%v; want what is wrong with a and b", err)
	}
}

func TestFromInputs(t *testing.T) {
	var event any
	if err := json.Unmarshal([]byte(`{"payload":{"action":{"userInputs":{"properties":{
		"n": {"type": "number"}, "i": {"type": "integer"}, "b": {"type": "boolean"}, "s": {"type": "string"},
		"e": {"type": "string", "enum": ["eu", "us"]}, "p": {"type": "string", "enum": {"jqQuery": "1"}},
		"l": {"type": "array"}, "o": {"type": "object"}, "q": {"type": {"jqQuery": "1"}}, "x": 7
	}}}}}`), &event); err != nil {
		t.Fatal(err)
	}
	want := typed.Set{
		"n": {Kind: typed.Number}, "i": {Kind: typed.Integer}, "b": {Kind: typed.Boolean}, "s": {Kind: typed.String},
		"e": {Kind: typed.String, Enum: []string{"eu", "us"}}, "p": {Kind: typed.String}, "l": {Kind: typed.JSON}, "o": {Kind: typed.JSON},
	}
	if diff := cmp.Diff(want, FromInputs(event)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for _, without := range []any{nil, "x", map[string]any{"payload": []any{}}} {
		if got := FromInputs(without); len(got) != 0 {
			t.Errorf("%v gives %v", without, got)
		}
	}
}
