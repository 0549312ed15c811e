package typed

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var declared = Set{
	"deploy":   {Kind: Boolean},
	"replicas": {Kind: Integer, Default: json.Number("2")},
	"region":   {Kind: Enum, Enum: []string{"eu", "us"}, Default: "eu"},
	"note":     {Kind: String},
}

func TestAllThatIsWrongIsSaidAtOnce(t *testing.T) {
	given := map[string]any{"deploy": "maybe", "replicas": "three", "region": "mars", "note": strings.Repeat("é", 513), "extra": 7}
	got := declared.Type(given, Fail, Show)
	want := []string{
		"deploy has to be a boolean, true or false, and is \"maybe\"",
		"extra is not declared (declared: deploy, note, region, replicas), and is 7",
		"note has 513 characters, and CircleCI takes at most 512",
		"region has to be one of \"eu\", \"us\", and is \"mars\"",
		"replicas has to be an integer, and is \"three\"",
	}
	if diff := cmp.Diff(want, got.Problems); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if given["deploy"] != "maybe" {
		t.Error("the values that were given have changed")
	}
}

func TestUndeclared(t *testing.T) {
	given := map[string]any{"deploy": "true", "extra": "7", "void": nil}
	for policy, want := range map[Policy]Typing{
		Pass: {Values: map[string]any{"deploy": true, "extra": "7"}},
		Drop: {Values: map[string]any{"deploy": true}, Dropped: []string{"extra"}},
	} {
		if diff := cmp.Diff(want, declared.Type(given, policy, Show)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", policy, diff)
		}
	}
}

func TestBounds(t *testing.T) {
	long := strings.Repeat("n", 129)
	got := Set{}.Type(map[string]any{long: "x", "fits": strings.Repeat("é", 512)}, Pass, Show)
	if len(got.Problems) != 1 || !strings.Contains(got.Problems[0], "129 characters, and CircleCI takes at most 128") {
		t.Errorf("problems %q", got.Problems)
	}
	many := map[string]any{}
	for i := range 100 {
		many[fmt.Sprint(i)] = i
	}
	if text := TooMany(many); text != "" {
		t.Errorf("100: %s", text)
	}
	many["one more"] = 1
	if text := TooMany(many); !strings.Contains(text, "101") {
		t.Errorf("101: %q", text)
	}
}

func TestDefaultsFillWhatIsMissing(t *testing.T) {
	values := map[string]any{"region": "us"}
	declared.Defaults(values)
	if diff := cmp.Diff(map[string]any{"region": "us", "replicas": json.Number("2")}, values); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
