package native

import (
	"github.com/drayhq/dray/plugins/jq/dialect/internal/format"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

// text is a function that writes its input.
func text(write func(orders *order.Table, v any) string) func(r *Run, in any, _ []any) any {
	return func(r *Run, in any, _ []any) any {
		if !fits(r, in) {
			return nil
		}
		return write(r.Orders, in)
	}
}

func formatted(r *Run, in any, args []any) any {
	if !fits(r, in) {
		return nil
	}
	out := format.Apply(r.Orders, in, args[0])
	if s, ok := out.(string); ok && !r.Budget.MakeText(len(s)) { // what is escaped grows
		return nil
	}
	return out
}

// fits says whether a value's text may be made.
func fits(r *Run, v any) bool {
	w, ok := r.Budget.Weigh(v)
	return ok && r.Budget.MakeText(w.Size())
}
