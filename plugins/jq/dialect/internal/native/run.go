package native

import (
	"time"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/dump"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/fault"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/limit"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

// Variable is the jq variable that holds the *Run.
const Variable = "$__dray"

// Run is what the functions know of the evaluation that they are called from.
type Run struct {
	Budget *limit.Budget
	Orders *order.Table
	Env    Environment
	Now    func() time.Time

	sought int // values in the list that was last looked for in another
}

// Environment is what env and $ENV show. It notes what was read.
type Environment interface {
	Variable(name string) (string, bool)
	All() (names []string, values map[string]any) // the names in their order
}

func environment(r *Run, _ any, args []any) any {
	name, ok := args[0].(string)
	if !ok {
		return fault.CannotIndex(map[string]any{}, args[0])
	}
	if value, ok := r.Env.Variable(name); ok {
		return value
	}
	return nil
}

func environ(r *Run, _ any, _ []any) any {
	names, values := r.Env.All()
	r.Orders.Set(values, names)
	return values
}

// now gives the seconds since 1970, as gojq does.
func now(r *Run, _ any, _ []any) any {
	t := r.Now()
	return float64(t.Unix()) + float64(t.Nanosecond())/1e9
}

// raised is an error made by the program itself; catch gets the value.
type raised struct{ value any }

func (e *raised) Value() any { return e.value }

func (e *raised) Error() string { return dump.Text(nil, e.value) }

// raise bounds the value, as an error's text is asked for out of the evaluation.
func raise(r *Run, _ any, args []any) any {
	if w, ok := r.Budget.Weigh(args[0]); !ok || !r.Budget.TextFits(w.Size()) {
		return nil
	}
	return &raised{args[0]}
}

// message is what catch hands on.
func message(in any, _ []any) any {
	if text, ok := in.(string); ok {
		return fault.Translate(text)
	}
	return in
}
