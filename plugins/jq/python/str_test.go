package python_test

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"

	"github.com/drayhq/dray/plugins/jq/python"
)

func TestStrAgreesWithPython(t *testing.T) {
	for _, test := range []struct {
		value any
		want  string
	}{
		{nil, "None"},
		{true, "True"},
		{false, "False"},
		{"it's", "it's"},
		{5, "5"},
		{1.0, "1.0"},
		{1.5, "1.5"},
		{-0.5, "-0.5"},
		{0.0, "0.0"},
		{1e16, "1e+16"},
		{1e15, "1000000000000000.0"},
		{1e-7, "1e-07"},
		{0.0001, "0.0001"},
		{math.NaN(), "nan"},
		{math.Inf(-1), "-inf"},
		{new(big.Int).Lsh(big.NewInt(1), 70), "1180591620717411303424"},
		{json.Number("1.0"), "1.0"},
		{json.Number("1E5"), "100000.0"},
		{json.Number("-0"), "0"},
		{json.Number("-0.0"), "-0.0"},
		{json.Number("1e400"), "inf"},
		{json.Number("1e-400"), "0.0"},
		{json.Number("123456789012345678901234567890"), "123456789012345678901234567890"},
		{[]any{"p", 1, nil}, "['p', 1, None]"},
		{map[string]any{"k": "it's", "a": `say "it's"`}, `{'a': 'say "it\'s"', 'k': "it's"}`},
		{[]any{"a\n\t\x01\u2028é☃\\"}, `['a\n\t\x01\u2028é☃\\']`},
	} {
		if got := python.Str(test.value); got != test.want {
			t.Errorf("Str(%#v) = %s, want %s", test.value, got, test.want)
		}
	}
}
