package arith

import (
	"errors"
	"slices"
	"strings"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/fault"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/number"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

// longest bounds what multiplying a string may give, in bytes.
const longest = 16 << 20

// Add gives a + b, or an error.
func Add(orders *order.Table, a, b any) any {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	switch x := a.(type) {
	case string:
		if y, ok := b.(string); ok {
			return x + y
		}
	case []any:
		if y, ok := b.([]any); ok {
			return append(slices.Clip(x), y...)
		}
	case map[string]any:
		if y, ok := b.(map[string]any); ok {
			return merge(orders, x, y, func(_, b any) any { return b })
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
func Multiply(orders *order.Table, a, b any) any {
	x, ok1 := number.Is(a)
	y, ok2 := number.Is(b)
	if ok1 && ok2 {
		return number.Held(x * y)
	}
	if s, ok := a.(string); ok && ok2 {
		return repeat(s, y)
	}
	if s, ok := b.(string); ok && ok1 {
		return repeat(s, x)
	}
	if m, ok := a.(map[string]any); ok {
		if n, ok := b.(map[string]any); ok {
			return merge(orders, m, n, deep(orders))
		}
	}
	return fault.TypeError2(a, b, "cannot be multiplied")
}

// deep joins what two objects have under one key: objects, member by member.
func deep(orders *order.Table) func(a, b any) any {
	return func(a, b any) any {
		m, ok1 := a.(map[string]any)
		n, ok2 := b.(map[string]any)
		if ok1 && ok2 {
			return merge(orders, m, n, deep(orders))
		}
		return b
	}
}

// repeat goes by jq 1.5's loop: the string once, and again while more than one
// whole time is left, but null when none at all is.
func repeat(s string, times float64) any {
	switch left := times - 1; {
	case left <= -1, left != left:
		return nil
	case (left+1)*float64(len(s)) > longest:
		return errors.New("the repeated string would be longer than 16 MiB")
	default:
		return strings.Repeat(s, int(left)+1)
	}
}
