package arith

import (
	"slices"
	"strings"

	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/fault"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/limit"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/number"
)

// Subtract gives a - b, or an error.
func Subtract(budget *limit.Budget, a, b any) any {
	x, ok1 := number.Is(a)
	y, ok2 := number.Is(b)
	if ok1 && ok2 {
		return number.Held(x - y)
	}
	list, ok1 := a.([]any)
	gone, ok2 := b.([]any)
	if !ok1 || !ok2 {
		return fault.TypeError2(a, b, "cannot be subtracted")
	}
	if _, ok := budget.Weigh(gone); !ok || !budget.MakeList(len(list)) {
		return nil
	}
	out := make([]any, 0, len(list))
	for _, item := range list {
		if !budget.Going() { // each item may be compared with millions
			return nil
		}
		if !slices.ContainsFunc(gone, func(g any) bool { return gojq.Compare(item, g) == 0 }) {
			out = append(out, item)
		}
	}
	return out
}

// Divide gives a / b, or an error.
func Divide(budget *limit.Budget, a, b any) any {
	x, ok1 := number.Is(a)
	y, ok2 := number.Is(b)
	if ok1 && ok2 {
		if y == 0 {
			return fault.TypeError2(a, b, "cannot be divided because the divisor is zero")
		}
		return number.Held(x / y)
	}
	text, ok1 := a.(string)
	separator, ok2 := b.(string)
	if !ok1 || !ok2 {
		return fault.TypeError2(a, b, "cannot be divided")
	}
	return Split(budget, text, separator)
}

// Split gives what stands between the separators: nothing in an empty text, and
// with an empty separator each character.
func Split(budget *limit.Budget, text, separator string) any {
	if text == "" {
		return []any{}
	}
	if !budget.MakeList(strings.Count(text, separator) + 1) {
		return nil
	}
	parts := strings.Split(text, separator)
	out := make([]any, len(parts))
	for i, part := range parts {
		out[i] = part
	}
	return out
}
