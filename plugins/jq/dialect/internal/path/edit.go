package path

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/limit"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/number"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

// longestList bounds the lists that assigning beyond their end makes: events may
// hold the index.
const longestList = 1 << 20

// Edit is one assignment, which may set many paths: what it has copied for one
// path it changes in place for the next, so that the whole stays linear.
type Edit struct {
	budget *limit.Budget
	orders *order.Table
	own    map[uintptr]any // held, so that no address is given to another
}

// NewEdit begins an edit; orders is told the order of what it makes.
func NewEdit(budget *limit.Budget, orders *order.Table) *Edit {
	return &Edit{budget: budget, orders: orders, own: map[uintptr]any{}}
}

// Get gives what lies at a path of v. The caller may keep it, so the edit won't
// change it from here on.
func (e *Edit) Get(v any, path []any) (any, error) {
	for _, step := range path {
		var err error
		if v, err = child(v, step); err != nil {
			return nil, err
		}
	}
	switch v.(type) {
	case map[string]any, []any:
		if _, ok := e.own[reflect.ValueOf(v).Pointer()]; ok {
			clear(e.own)
		}
	}
	return v, nil
}

// Set gives v with leaf at a path, which is made where it isn't there.
func (e *Edit) Set(v any, path []any, leaf any) (any, error) {
	if len(path) == 0 || !e.budget.Nest(len(path)) {
		return leaf, nil
	}
	below, err := child(v, path[0])
	if err != nil {
		return nil, err
	}
	if below, err = e.Set(below, path[1:], leaf); err != nil {
		return nil, err
	}
	return e.put(v, path[0], below)
}

func (e *Edit) put(v, step, below any) (any, error) {
	switch step := step.(type) {
	case string:
		m, _ := v.(map[string]any)
		return e.member(m, step, below), nil
	case map[string]any:
		list, _ := v.([]any)
		return e.slice(list, step, below)
	}
	if !number.IsKind(step) {
		return nil, fmt.Errorf("Cannot update field at %s index of %s", //nolint:staticcheck // jq's words
			gojq.TypeOf(step), gojq.TypeOf(v))
	}
	list, _ := v.([]any)
	return e.item(list, step, below)
}

func (e *Edit) member(m map[string]any, key string, below any) any {
	list := e.orders.Keys(m)
	if _, ok := m[key]; !ok {
		list = append(slices.Clip(list), key)
	}
	if _, ok := e.own[reflect.ValueOf(m).Pointer()]; !ok {
		if !e.budget.Make(limit.PerMember * (len(m) + 1)) {
			return nil
		}
		out := make(map[string]any, len(m)+1)
		maps.Copy(out, m)
		m = out
		e.own[reflect.ValueOf(m).Pointer()] = m
	}
	m[key] = below
	e.orders.Set(m, list)
	return m
}

func (e *Edit) item(list []any, step, below any) (any, error) {
	f, _ := gojq.ToFloat64(step)
	i := position(f, len(list))
	switch {
	case i < 0:
		return nil, errors.New("Out of bounds negative array index") //nolint:staticcheck // jq's words
	case i >= max(longestList, len(list)):
		return nil, errors.New("Array index too large") //nolint:staticcheck // jq's words
	}
	if _, ok := e.own[reflect.ValueOf(list).Pointer()]; !ok || i >= len(list) {
		if !e.budget.Make(limit.PerItem * max(2*len(list), i+1)) {
			return nil, nil
		}
		out := make([]any, max(len(list), i+1), max(2*len(list), i+1))
		copy(out, list)
		list = out
		e.own[reflect.ValueOf(list).Pointer()] = list
	}
	list[i] = below
	return list, nil
}

func (e *Edit) slice(list []any, step map[string]any, below any) (any, error) {
	start, end, err := bounds(step, len(list))
	if err != nil {
		return nil, err
	}
	insert, ok := below.([]any)
	if !ok {
		return nil, errors.New("A slice of an array can only be assigned another array") //nolint:staticcheck // jq's words
	}
	if !e.budget.MakeList(len(list) + len(insert)) {
		return nil, nil
	}
	out := append(make([]any, 0, len(list)+len(insert)), list[:start]...)
	return append(append(out, insert...), list[end:]...), nil
}
