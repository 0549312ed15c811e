package typed

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOf(t *testing.T) {
	boolean, integer, text := Parameter{Kind: Boolean}, Parameter{Kind: Integer}, Parameter{Kind: String}
	enum := Parameter{Kind: Enum, Enum: []string{"eu", "3"}}
	number, doc := Parameter{Kind: Number}, Parameter{Kind: JSON}
	refused := any("refused")
	for _, c := range []struct {
		as   Parameter
		give any
		want any
	}{
		{boolean, true, true},
		{boolean, "true", true},
		{boolean, "false", false},
		{boolean, "True", refused},
		{boolean, "yes", refused},
		{boolean, json.Number("1"), refused},
		{boolean, "", refused},
		{boolean, nil, nil},
		{boolean, "null", nil}, // null | tostring
		{integer, "3", json.Number("3")},
		{integer, json.Number("3"), json.Number("3")},
		{integer, 3, json.Number("3")},
		{integer, 3.0, json.Number("3")},
		{integer, 3000000000.0, json.Number("3000000000")},
		{integer, 1e21, json.Number("1000000000000000000000")},
		{integer, "3.0", json.Number("3")},
		{integer, "1e3", json.Number("1000")},
		{integer, "-0", json.Number("0")},
		{integer, "9007199254740993", json.Number("9007199254740993")},
		{integer, "123456789012345678901234567890", json.Number("123456789012345678901234567890")},
		{integer, "3.5", refused},
		{integer, 0.5, refused},
		{integer, "007", refused},
		{integer, "+3", refused},
		{integer, " 3", refused},
		{integer, "0x10", refused},
		{integer, "1/2", refused},
		{integer, "1e999999999", refused},
		{integer, "1e-999999999", refused},
		{integer, true, refused},
		{integer, "three", refused},
		{integer, "", refused},
		{integer, math.NaN(), refused},
		{integer, []any{}, refused},
		{text, "x", "x"},
		{text, "", ""},
		{text, "null", "null"},
		{text, nil, nil},
		{text, json.Number("1.10"), "1.10"},
		{text, 0.5, "0.5"},
		{text, 3, "3"},
		{text, true, "true"},
		{text, map[string]any{"a": 1}, refused},
		{enum, "eu", "eu"},
		{enum, json.Number("3"), "3"},
		{enum, "us", refused},
		{enum, "null", nil},
		{number, "3", json.Number("3")},
		{number, json.Number("0.5"), "0.5"},
		{number, "half", refused},
		{doc, []any{"a<b", true}, `["a<b",true]`},
		{doc, `["a"]`, `["a"]`},
		{doc, "a", refused},
	} {
		got, ok := c.as.Of(c.give)
		if !ok {
			got = refused
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s of %#v (-want +got):\n%s", c.as.Kind, c.give, diff)
		}
	}
}

// What an integer makes of a text is the same number, in digits alone.
func FuzzInteger(f *testing.F) {
	for _, seed := range []string{"3", "-3.0", "1e3", "120e-1", "9007199254740993", "1e600", "0.1e1", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := Parameter{Kind: Integer}.Of(text)
		if !ok || got == nil {
			return
		}
		out := got.(json.Number)
		again, ok := Parameter{Kind: Integer}.Of(out)
		if !json.Valid([]byte(out)) || !ok && len(out) <= longest || ok && again != out {
			t.Errorf("%q became %q and then %v, %v", text, out, again, ok)
		}
	})
}
