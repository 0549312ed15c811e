package native

import (
	"errors"
	"fmt"
	"maps"
	"reflect"

	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

// longestList bounds the lists that assigning beyond their end makes: events may
// hold the index.
const longestList = 1 << 20

// edit is one assignment, which may set many paths: what it has copied for one
// path it changes in place for the next, so that the whole stays linear.
type edit struct {
	orders *order.Table
	own    map[uintptr]any // held, so that no address is given to another
}

func newEdit(r *Run, _ any, _ []any) any { return &edit{orders: r.Orders, own: map[uintptr]any{}} }

// get is getpath; the program may keep what it gives, so that is no longer ours to change.
func get(in any, args []any) any {
	e, path := args[0].(*edit), args[1].([]any)
	v := in
	for _, step := range path {
		var err error
		if v, err = child(v, step); err != nil {
			return err
		}
	}
	switch v.(type) {
	case map[string]any, []any:
		if _, ok := e.own[reflect.ValueOf(v).Pointer()]; ok {
			clear(e.own)
		}
	}
	return v
}

func set(in any, args []any) any {
	out, err := args[0].(*edit).set(in, args[1].([]any), args[2])
	if err != nil {
		return err
	}
	return out
}

func setPath(r *Run, in any, args []any) any {
	path, ok := args[0].([]any)
	if !ok {
		return errPath
	}
	return set(in, []any{newEdit(r, nil, nil), path, args[1]})
}

var errPath = errors.New("Path must be specified as an array") //nolint:staticcheck,revive // jq's words

func (e *edit) set(v any, path []any, leaf any) (any, error) {
	if len(path) == 0 {
		return leaf, nil
	}
	below, err := child(v, path[0])
	if err != nil {
		return nil, err
	}
	if below, err = e.set(below, path[1:], leaf); err != nil {
		return nil, err
	}
	return e.put(v, path[0], below)
}

func (e *edit) put(v, step, below any) (any, error) {
	switch step := step.(type) {
	case string:
		m, _ := v.(map[string]any)
		return e.member(m, step, below), nil
	case map[string]any:
		list, _ := v.([]any)
		return e.slice(list, step, below)
	}
	if !isNumber(step) {
		return nil, fmt.Errorf("Cannot update field at %s index of %s", //nolint:staticcheck,revive // jq's words
			gojq.TypeOf(step), gojq.TypeOf(v))
	}
	list, _ := v.([]any)
	return e.item(list, step, below)
}

func (e *edit) member(m map[string]any, key string, below any) any {
	list := e.orders.Keys(m)
	if _, ok := m[key]; !ok {
		list = append(list[:len(list):len(list)], key)
	}
	if _, ok := e.own[reflect.ValueOf(m).Pointer()]; !ok {
		out := make(map[string]any, len(m)+1)
		maps.Copy(out, m)
		m = out
		e.own[reflect.ValueOf(m).Pointer()] = m
	}
	m[key] = below
	e.orders.Set(m, list)
	return m
}

func (e *edit) item(list []any, step, below any) (any, error) {
	f, _ := gojq.ToFloat64(step)
	i := position(f, len(list))
	switch {
	case i < 0:
		return nil, errors.New("Out of bounds negative array index") //nolint:staticcheck,revive // jq's words
	case i >= max(longestList, len(list)):
		return nil, errors.New("Array index too large") //nolint:staticcheck,revive // jq's words
	}
	if _, ok := e.own[reflect.ValueOf(list).Pointer()]; !ok || i >= len(list) {
		out := make([]any, max(len(list), i+1), max(2*len(list), i+1))
		copy(out, list)
		list = out
		e.own[reflect.ValueOf(list).Pointer()] = list
	}
	list[i] = below
	return list, nil
}

func (e *edit) slice(list []any, step map[string]any, below any) (any, error) {
	start, end, err := bounds(step, len(list))
	if err != nil {
		return nil, err
	}
	insert, ok := below.([]any)
	if !ok {
		return nil, errors.New("A slice of an array can only be assigned another array") //nolint:staticcheck,revive // jq's words
	}
	out := append(make([]any, 0, len(list)+len(insert)), list[:start]...)
	return append(append(out, insert...), list[end:]...), nil
}
