package text

import (
	"bytes"
	"encoding/json"
	"math"
	"math/big"
	"testing"

	"github.com/drayhq/dray/plugins/wasm/document/answer"
)

// values are those that a body may hold, also ones that no decoder makes.
func values() []any {
	return []any{
		nil, true, false, "", "s", 0, -5, int64(math.MinInt64), uint64(math.MaxUint64), int32(7),
		0.0, 1.0, 3.25, -0.1, 1e20, 1e21, -1e21, 1e-6, 9.9e-7, 1e-9, 1.5e-10, 1e100, 5e-324, math.MaxFloat64, math.Copysign(0, -1),
		float32(0.1), json.Number("1.50"), json.Number("1E400"), json.Number(""), json.Number("-0.0e-1"),
		new(big.Int).Lsh(big.NewInt(1), 100), map[string]any(nil), []any(nil), map[string]any{}, []any{},
		map[string]any{"b": []any{1, "x", nil}, "a": map[string]any{"é": 1, "<": 2}, "": nil}, []string{"a"}, map[string]int{"a": 1},
		"<é&>'\"\\/\b\f\n\r\t\v\x00\x7f\u2027\u2028\u2029\u202a\ufffd😀", "\xff", "a\xc3", "\xed\xa0\x80", "\xe2\x80", "\u2028",
	}
}

func TestEncodeIsThatOfTheSink(t *testing.T) {
	var all []any
	for _, v := range values() {
		checkEncode(t, v)
		all = append(all, v)
	}
	checkEncode(t, all)
	checkEncode(t, map[string]any{"all": all})
}

func checkEncode(t *testing.T, v any) {
	t.Helper()
	var want bytes.Buffer
	encoder := json.NewEncoder(&want)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(v)
	w := Writer{Max: math.MaxInt}
	code := w.Value(v)
	if err != nil || code != answer.Done || string(w.Text)+"\n" != want.String() {
		t.Errorf("%#v: %s (%s), want %s (%v)", v, w.Text, code, want.String(), err)
	}
}

func TestEncodeRefuses(t *testing.T) {
	for _, v := range []any{
		math.NaN(), math.Inf(-1), json.Number("x"), json.Number("1 "), json.Number("01"), func() {}, []any{math.Inf(1)}, map[string]any{"a": math.NaN()},
	} {
		w := Writer{Max: math.MaxInt}
		if code := w.Value(v); code != answer.BadValue {
			t.Errorf("%#v: %s (%s), want %s", v, w.Text, code, answer.BadValue)
		}
		if len(w.open) > 0 {
			t.Errorf("%#v: left %q to be sorted", v, w.open)
		}
	}
}

func FuzzEncode(f *testing.F) {
	for _, v := range values() {
		if s, ok := v.(string); ok {
			f.Add(s, 1.5)
		}
		if n, ok := v.(float64); ok {
			f.Add("", n)
		}
	}
	f.Fuzz(func(t *testing.T, s string, n float64) {
		if math.IsNaN(n) || math.IsInf(n, 0) {
			n = 0
		}
		checkEncode(t, map[string]any{s: []any{s, n, 1 / (n*n + 1)}})
	})
}
