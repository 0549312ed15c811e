package arith

import (
	"math"
	"slices"
	"strings"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/fault"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/limit"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/number"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

// Add gives a + b, or an error.
func Add(budget *limit.Budget, orders *order.Table, a, b any) any {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	switch x := a.(type) {
	case string:
		if y, ok := b.(string); ok {
			if !budget.MakeText(len(x) + len(y)) {
				return nil
			}
			return x + y
		}
	case []any:
		if y, ok := b.([]any); ok {
			if !budget.MakeList(len(x) + len(y)) {
				return nil
			}
			return append(slices.Clip(x), y...)
		}
	case map[string]any:
		if y, ok := b.(map[string]any); ok {
			return merge(budget, orders, x, y, func(_, b any) any { return b })
		}
	default:
		x1, ok1 := number.Is(a)
		y1, ok2 := number.Is(b)
		if ok1 && ok2 {
			return number.Held(x1 + y1)
		}
	}
	return fault.TypeError2(a, b, "cannot be added")
}

// Multiply gives a * b, or an error.
func Multiply(budget *limit.Budget, orders *order.Table, a, b any) any {
	x, ok1 := number.Is(a)
	y, ok2 := number.Is(b)
	if ok1 && ok2 {
		return number.Held(x * y)
	}
	if s, ok := a.(string); ok && ok2 {
		return repeat(budget, s, y)
	}
	if s, ok := b.(string); ok && ok1 {
		return repeat(budget, s, x)
	}
	if m, ok := a.(map[string]any); ok {
		if n, ok := b.(map[string]any); ok {
			return merge(budget, orders, m, n, deep(budget, orders, 0))
		}
	}
	return fault.TypeError2(a, b, "cannot be multiplied")
}

// deep joins what two objects have under one key: objects, member by member.
func deep(budget *limit.Budget, orders *order.Table, level int) func(a, b any) any {
	return func(a, b any) any {
		m, ok1 := a.(map[string]any)
		n, ok2 := b.(map[string]any)
		if ok1 && ok2 && budget.Nest(level) {
			return merge(budget, orders, m, n, deep(budget, orders, level+1))
		}
		return b
	}
}

// repeat goes by jq 1.5's loop: the string once, and again while more than one
// whole time is left, but null when none at all is.
func repeat(budget *limit.Budget, s string, times float64) any {
	left := times - 1
	if left <= -1 || left != left {
		return nil
	}
	if !budget.MakeText(int(min((left+1)*float64(len(s)), math.MaxInt32))) {
		return nil
	}
	return strings.Repeat(s, int(left)+1)
}
