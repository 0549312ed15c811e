package native

import (
	"errors"
	"math"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/fault"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/path"
)

// field refuses, in jq's words, what has no members. It is put before .name in
// programs that look at errors.
func field(in any, args []any) any {
	switch in.(type) {
	case nil, map[string]any:
		return in
	}
	return fault.CannotIndex(in, args[0])
}

// indexable refuses strings, which gojq indexes by characters and jq doesn't.
func indexable(r *Run, in any, _ []any) any {
	if list, ok := in.([]any); ok && !r.Budget.Cross(r.sought, len(list)) {
		return nil
	}
	if _, ok := in.(string); ok {
		return errors.New("Cannot index string with number") //nolint:staticcheck // jq's words
	}
	return in
}

// key gives what to index with: nothing lies at an index that isn't whole, where gojq
// would drop the fraction. It is asked for before what is indexed.
func key(r *Run, in any, _ []any) any {
	r.sought = 0
	if list, ok := in.([]any); ok {
		w, _ := r.Budget.Weigh(list)
		r.sought = w.Values
	}
	if f, ok := in.(float64); ok && f != math.Trunc(f) {
		return math.MaxInt
	}
	return in
}

func newEdit(r *Run, _ any, _ []any) any { return path.NewEdit(r.Budget, r.Orders) }

func get(in any, args []any) any {
	return either(as[*path.Edit](args[0]).Get(in, as[[]any](args[1])))
}

func set(in any, args []any) any {
	return either(as[*path.Edit](args[0]).Set(in, as[[]any](args[1]), args[2]))
}

func setPath(r *Run, in any, args []any) any {
	steps, ok := args[0].([]any)
	if !ok {
		return path.ErrNotList
	}
	return either(path.NewEdit(r.Budget, r.Orders).Set(in, steps, args[1]))
}

func deletePaths(r *Run, in any, args []any) any {
	paths, ok := args[0].([]any)
	if !ok {
		return path.ErrNotList
	}
	return either(path.Delete(r.Budget, r.Orders, in, paths))
}

// either gives a function's result the way that gojq wants it.
func either(v any, err error) any {
	if err != nil {
		return err
	}
	return v
}
