package arith

import (
	"maps"
	"slices"
	"strings"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/fault"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/limit"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

// Sum is jq's add, over a list or an object's values: the sum, or an error. Adding one
// by one would copy what there is again and again, so strings, lists and objects are
// gathered as long as only their kind comes.
func Sum(budget *limit.Budget, orders *order.Table, in any) any {
	t := total{budget: budget, orders: orders}
	if err := values(orders, in, t.add); err != nil {
		return err
	}
	return t.value()
}

type total struct {
	budget *limit.Budget
	orders *order.Table
	other  any             // the sum, unless it is one of the next
	text   strings.Builder // of strings
	isText bool
	list   []any          // of lists
	object map[string]any // of objects
	keys   []string
}

func (t *total) add(v any) error {
	switch v := v.(type) {
	case nil:
		return nil
	case string:
		if t.isText || t.value() == nil {
			t.isText = true
			if t.budget.Make(len(v)) && t.budget.TextFits(t.text.Len()+len(v)) {
				t.text.WriteString(v)
			}
			return t.budget.Err()
		}
	case []any:
		if t.list == nil && t.value() == nil {
			t.list = make([]any, 0, len(v))
		}
		if t.list != nil {
			if t.budget.MakeList(len(v)) && t.budget.ListFits(len(t.list)+len(v)) {
				t.list = append(t.list, v...)
			}
			return t.budget.Err()
		}
	case map[string]any:
		if !t.budget.Make(limit.PerMember * len(v)) {
			return t.budget.Err()
		}
		if t.object != nil {
			for _, key := range t.orders.Keys(v) {
				t.put(key, v[key])
			}
			return nil
		}
		if t.value() == nil {
			t.object, t.keys = maps.Clone(v), slices.Clone(t.orders.Keys(v))
			return nil
		}
	}
	sum := Add(t.budget, t.orders, t.value(), v)
	if err, failed := sum.(error); failed {
		return err
	}
	t.other = sum
	return nil
}

func (t *total) put(key string, v any) {
	if _, ok := t.object[key]; !ok {
		t.keys = append(t.keys, key)
	}
	t.object[key] = v
}

func (t *total) value() any {
	switch {
	case t.isText:
		return t.text.String()
	case t.list != nil:
		return t.list
	case t.object != nil:
		t.orders.Set(t.object, t.keys)
		return t.object
	}
	return t.other
}

// values calls f with each value of a list or an object, in order.
func values(orders *order.Table, in any, f func(v any) error) error {
	switch v := in.(type) {
	case []any:
		for _, item := range v {
			if err := f(item); err != nil {
				return err
			}
		}
		return nil
	case map[string]any:
		for _, key := range orders.Keys(v) {
			if err := f(v[key]); err != nil {
				return err
			}
		}
		return nil
	}
	return fault.TypeError(in, "cannot be iterated over")
}
