package arith

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/limit"
)

func TestSubtractAndDivide(t *testing.T) {
	budget := limit.New(t.Context())
	for name, c := range map[string]struct{ got, want any }{
		"5-3":        {Subtract(budget, 5, 3), 2},
		"lists":      {Subtract(budget, []any{1, "a", 1.0, nil}, []any{1}), []any{"a", nil}},
		"7/2":        {Divide(budget, 7, 2), 3.5},
		"texts":      {Divide(budget, "a, b", ", "), []any{"a", "b"}},
		"characters": {Divide(budget, "aé", ""), []any{"a", "é"}},
		"no text":    {Divide(budget, "", ","), []any{}},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	for want, got := range map[string]any{
		`string ("a") and number (1) cannot be subtracted`:                        Subtract(budget, "a", 1),
		`object ({}) and string ("a") cannot be divided`:                          Divide(budget, map[string]any{}, "a"),
		`number (1) and number (0) cannot be divided because the divisor is zero`: Divide(budget, 1, 0),
	} {
		if err, ok := got.(error); !ok || err.Error() != want {
			t.Errorf("%v, want %s", got, want)
		}
	}
}
