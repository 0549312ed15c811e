package arith

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/limit"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

func TestSum(t *testing.T) {
	for _, c := range []struct {
		in   any
		want any
	}{
		{[]any{}, nil}, {[]any{nil, "a", nil, "b"}, "ab"}, {[]any{"", "a"}, "a"}, {[]any{[]any{}, []any{}}, []any{}},
		{[]any{[]any{1}, nil, []any{2}}, []any{1, 2}}, {[]any{1, 2.5}, 3.5}, {map[string]any{"b": 1, "a": 2}, 3},
		{[]any{map[string]any{"a": 1}, map[string]any{"a": 2, "b": 3}}, map[string]any{"a": 2, "b": 3}},
	} {
		if diff := cmp.Diff(c.want, Sum(limit.New(t.Context()), &order.Table{}, c.in)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", c.in, diff)
		}
	}
	for _, in := range []any{[]any{"a", 1}, []any{1, "a"}, []any{map[string]any{}, 1}, []any{[]any{}, "a"}, "text", nil} {
		if got, failed := Sum(limit.New(t.Context()), &order.Table{}, in).(error); !failed {
			t.Errorf("%v: %v, want an error", in, got)
		}
	}
}

// The order is the left object's, then what the right one adds.
func TestMerge(t *testing.T) {
	orders := &order.Table{}
	a := map[string]any{"z": 1, "m": map[string]any{"y": 1, "x": 2}}
	b := map[string]any{"b": 1, "m": map[string]any{"w": 3}, "a": 2}
	orders.Set(a, []string{"z", "m"})
	orders.Set(a["m"].(map[string]any), []string{"y", "x"})
	orders.Set(b, []string{"b", "m", "a"})

	deep := Multiply(limit.New(t.Context()), orders, a, b).(map[string]any)
	if diff := cmp.Diff([]string{"z", "m", "b", "a"}, orders.Keys(deep)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"y", "x", "w"}, orders.Keys(deep["m"].(map[string]any))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(any(map[string]any{"w": 3}), Add(limit.New(t.Context()), orders, a, b).(map[string]any)["m"]); diff != "" {
		t.Error(diff)
	}
}

func TestRepeat(t *testing.T) {
	for times, want := range map[any]any{0: nil, -1: nil, 0.5: "ab", 1: "ab", 1.9: "ab", 2.7: "abab"} {
		if got := Multiply(limit.New(t.Context()), &order.Table{}, "ab", times); got != want {
			t.Errorf("ab times %v: %v, want %v", times, got, want)
		}
	}
	budget := limit.New(t.Context())
	if got := Multiply(budget, &order.Table{}, 1e12, "ab"); got != nil || budget.Overrun() == nil {
		t.Errorf("a string of 2 TB: %v, %v", got, budget.Overrun())
	}
}
