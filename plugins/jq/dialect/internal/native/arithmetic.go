package native

import (
	"errors"
	"math"
	"strings"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/number"
)

// longest bounds what multiplying a string may give, in bytes.
const longest = 16 << 20

func plus(r *Run, _ any, args []any) any { return add(r, args[0], args[1]) }

func add(r *Run, a, b any) any {
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
			return append(x[:len(x):len(x)], y...)
		}
	case map[string]any:
		if y, ok := b.(map[string]any); ok {
			return merge(r.Orders, x, y, func(_, b any) any { return b })
		}
	default:
		x1, ok1 := number.Is(a)
		y1, ok2 := number.Is(b)
		if ok1 && ok2 {
			return held(x1 + y1)
		}
	}
	return typeError2(a, b, "cannot be added")
}

// held gives a double as gojq holds it: integers as such, but not -0.
func held(f float64) any {
	if i := int(f); float64(i) == f && whole(i) && (i != 0 || !math.Signbit(f)) {
		return i
	}
	return f
}

// values calls f with each value of a list or an object, in order.
func values(r *Run, in any, f func(v any) error) error {
	switch v := in.(type) {
	case []any:
		for _, item := range v {
			if err := f(item); err != nil {
				return err
			}
		}
		return nil
	case map[string]any:
		for _, key := range r.Orders.Keys(v) {
			if err := f(v[key]); err != nil {
				return err
			}
		}
		return nil
	}
	return typeError(in, "cannot be iterated over")
}

func multiply(r *Run, _ any, args []any) any {
	a, b := args[0], args[1]
	x, ok1 := number.Is(a)
	y, ok2 := number.Is(b)
	if ok1 && ok2 {
		return held(x * y)
	}
	if s, ok := a.(string); ok && ok2 {
		return repeat(s, y)
	}
	if s, ok := b.(string); ok && ok1 {
		return repeat(s, x)
	}
	if m, ok := a.(map[string]any); ok {
		if n, ok := b.(map[string]any); ok {
			return merge(r.Orders, m, n, r.deep)
		}
	}
	return typeError2(a, b, "cannot be multiplied")
}

func (r *Run) deep(a, b any) any {
	m, ok1 := a.(map[string]any)
	n, ok2 := b.(map[string]any)
	if ok1 && ok2 {
		return merge(r.Orders, m, n, r.deep)
	}
	return b
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
