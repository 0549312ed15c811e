package native

import (
	"strings"

	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/arith"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/fault"
)

// indices gives where one string is in another, or one list, or value, in a list.
func indices(r *Run, in any, args []any) any {
	if text, ok := in.(string); ok {
		return places(r, text, as[string](args[0]))
	}
	list := as[[]any](in)
	sought, ok := args[0].([]any)
	if !ok {
		sought = args[:1]
	}
	w, ok := r.Budget.Weigh(sought)
	out := []any{}
	if !ok || len(sought) == 0 || !r.Budget.Cross(len(list), w.Values) {
		return out
	}
	for i := range len(list) - len(sought) + 1 {
		if gojq.Compare(list[i:i+len(sought)], sought) == 0 {
			out = append(out, i)
		}
	}
	return out
}

// places counts in bytes and without overlaps, as jq 1.5 does.
func places(r *Run, text, sub string) any {
	out := []any{}
	if sub == "" || !r.Budget.MakeList(strings.Count(text, sub)) {
		return out // for an empty one jq 1.5 never comes back
	}
	for at := 0; ; at += len(sub) {
		i := strings.Index(text[at:], sub)
		if i < 0 {
			return out
		}
		at += i
		out = append(out, at)
	}
}

func split(r *Run, in any, args []any) any {
	text, ok1 := in.(string)
	separator, ok2 := args[0].(string)
	if !ok1 || !ok2 {
		return fault.ErrSplit
	}
	return arith.Split(r.Budget, text, separator)
}

// compare is an operator; only values that hold others take time.
func compare(holds func(sign int) bool) func(r *Run, _ any, args []any) any {
	return func(r *Run, _ any, args []any) any {
		switch args[0].(type) {
		case []any, map[string]any:
			if _, ok := r.Budget.Weigh(args[0]); !ok {
				return nil
			}
		}
		return holds(gojq.Compare(args[0], args[1]))
	}
}
