package number

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The texts are those that jq 1.5 gives.
func TestAppend(t *testing.T) {
	for _, c := range []struct {
		in   any
		want string
	}{
		{5, "5"}, {-5, "-5"}, {1 << 53, "9007199254740992"}, {1<<53 + 1, "9007199254740992"},
		{100000000000000000, "1e+17"}, {1e15, "1000000000000000"}, {1e16, "1e+16"}, {1.5e16, "15000000000000000"}, {1.5e17, "1.5e+17"},
		{1e-7, "1e-07"}, {1e-5, "1e-05"}, {0.0001, "0.0001"}, {0.30000000000000004, "0.30000000000000004"},
		{1e300, "1e+300"}, {-1.5e300, "-1.5e+300"}, {math.NaN(), "null"}, {math.Inf(1), "1.7976931348623157e+308"},
		{math.Copysign(0, -1), "-0"}, {json.Number("1.10"), "1.1"}, {json.Number("1E2"), "100"}, {json.Number("-0"), "0"}, {json.Number("-0.0"), "-0"},
		{json.Number("12345678901234567890"), "12345678901234567000"},
		{json.Number("123456789012345"), "123456789012345"}, {new(big.Int).Exp(big.NewInt(10), big.NewInt(20), nil), "1e+20"},
	} {
		if got := string(Append(nil, c.in)); got != c.want {
			t.Errorf("%v (%T): %s, want %s", c.in, c.in, got, c.want)
		}
	}
}

// Result shares what it needn't change, and leaves its input as it is.
func TestResult(t *testing.T) {
	kept := map[string]any{"n": json.Number("3"), "l": []any{"x", nil, true}}
	in := map[string]any{"kept": kept, "changed": map[string]any{"f": json.Number("1.0")}, "list": []any{json.Number("2e0"), 1}}
	copies := 0
	out := Result(in, func(_, _ map[string]any) { copies++ }).(map[string]any)

	want := map[string]any{"kept": kept, "changed": map[string]any{"f": 1}, "list": []any{2, 1}}
	if diff := cmp.Diff(want, out); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if in["changed"].(map[string]any)["f"] != json.Number("1.0") || in["list"].([]any)[0] != json.Number("2e0") {
		t.Errorf("the input became %v", in)
	}
	if copies != 2 {
		t.Errorf("%d objects copied, want 2: the changed one and the one that holds it", copies)
	}
	out["kept"].(map[string]any)["n"] = "shared"
	if kept["n"] != "shared" {
		t.Error("what needs no change should be shared")
	}
}
