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
func indexable(in any, _ []any) any {
	if _, ok := in.(string); ok {
		return errors.New("Cannot index string with number") //nolint:staticcheck // jq's words
	}
	return in
}

// key gives what to index with: nothing lies at an index that isn't whole, where
// gojq would drop the fraction.
func key(in any, _ []any) any {
	if f, ok := in.(float64); ok && f != math.Trunc(f) {
		return math.MaxInt
	}
	return in
}

func newEdit(r *Run, _ any, _ []any) any { return path.NewEdit(r.Orders) }

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
	return either(path.NewEdit(r.Orders).Set(in, steps, args[1]))
}

func deletePaths(r *Run, in any, args []any) any {
	paths, ok := args[0].([]any)
	if !ok {
		return path.ErrNotList
	}
	return either(path.Delete(r.Orders, in, paths))
}

// either gives a function's result the way that gojq wants it.
func either(v any, err error) any {
	if err != nil {
		return err
	}
	return v
}
