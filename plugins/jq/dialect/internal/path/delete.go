package path

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/limit"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/number"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

// Delete is delpaths. gojq's own writes to parts of its input that it leaves as
// they are, which is a race when others read the event meanwhile.
func Delete(budget *limit.Budget, orders *order.Table, in any, list []any) (any, error) {
	if !budget.Sort(list) {
		return nil, nil
	}
	list = slices.SortedFunc(slices.Values(list), gojq.Compare)
	paths := make([][]any, len(list))
	for i, item := range list {
		path, ok := item.([]any)
		if !ok {
			return nil, ErrNotList
		}
		if len(path) == 0 || !budget.Nest(len(path)) {
			return nil, nil
		}
		paths[i] = path
	}
	return remove(budget, orders, in, paths)
}

// ErrNotList is for what should be a path and isn't one.
var ErrNotList = errors.New("Path must be specified as an array") //nolint:staticcheck // jq's words

// remove takes sorted paths out of v, none of them empty.
func remove(budget *limit.Budget, orders *order.Table, v any, paths [][]any) (any, error) {
	if v == nil || len(paths) == 0 {
		return v, nil
	}
	var gone []any
	e := NewEdit(budget, orders)
	for i := 0; i < len(paths); {
		step, j := paths[i][0], i
		for j < len(paths) && gojq.Compare(paths[j][0], step) == 0 {
			j++
		}
		if len(paths[i]) == 1 { // the shortest comes first: what lies below goes with it
			gone = append(gone, step)
		} else if below, err := child(v, step); err != nil {
			return nil, err
		} else if below != nil {
			rest := make([][]any, 0, j-i)
			for _, path := range paths[i:j] {
				rest = append(rest, path[1:])
			}
			if below, err = remove(budget, orders, below, rest); err != nil {
				return nil, err
			}
			if v, err = e.put(v, step, below); err != nil {
				return nil, err
			}
		}
		i = j
	}
	return without(budget, orders, v, gone)
}

func without(budget *limit.Budget, orders *order.Table, v any, gone []any) (any, error) {
	switch v := v.(type) {
	case map[string]any:
		if !budget.Make(limit.PerMember * len(v)) {
			return nil, nil
		}
		return withoutMembers(orders, v, gone)
	case []any:
		if !budget.MakeList(len(v)) {
			return nil, nil
		}
		return withoutItems(v, gone)
	}
	if len(gone) == 0 {
		return v, nil
	}
	return nil, fmt.Errorf("Cannot delete fields from %s", gojq.TypeOf(v)) //nolint:staticcheck // jq's words
}

func withoutMembers(orders *order.Table, m map[string]any, gone []any) (any, error) {
	out := maps.Clone(m)
	for _, step := range gone {
		name, ok := step.(string)
		if !ok {
			return nil, fmt.Errorf("Cannot delete %s field of object", gojq.TypeOf(step)) //nolint:staticcheck // jq's words
		}
		delete(out, name)
	}
	orders.Set(out, slices.DeleteFunc(slices.Clone(orders.Keys(m)), func(key string) bool {
		_, ok := out[key]
		return !ok
	}))
	return out, nil
}

func withoutItems(list, gone []any) (any, error) {
	hit := make([]bool, len(list))
	for _, step := range gone {
		if part, ok := step.(map[string]any); ok {
			start, end, err := bounds(part, len(list))
			if err != nil {
				return nil, err
			}
			for i := start; i < end; i++ {
				hit[i] = true
			}
			continue
		}
		f, ok := number.Is(step)
		if !ok {
			return nil, fmt.Errorf("Cannot delete %s element of array", gojq.TypeOf(step)) //nolint:staticcheck // jq's words
		}
		// jq 1.5 doesn't count from the end here, as it does elsewhere.
		if i := int(max(f, -1)); i >= 0 && f < float64(len(list)) {
			hit[i] = true
		}
	}
	out := make([]any, 0, len(list))
	for i, item := range list {
		if !hit[i] {
			out = append(out, item)
		}
	}
	return out, nil
}
