package native

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

func scrambled(r *Run, in any, _ []any) any {
	m, ok := in.(map[string]any)
	return ok && r.Orders.Scrambled(m)
}

func keys(r *Run, in any, _ []any) any {
	switch v := in.(type) {
	case map[string]any:
		out := make([]any, len(v))
		for i, key := range r.Orders.Keys(v) {
			out[i] = key
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = i
		}
		return out
	}
	return typeError(in, "has no keys")
}

func entries(r *Run, in any, _ []any) any {
	m, ok := in.(map[string]any)
	if !ok {
		if list, ok := in.([]any); ok {
			return listEntries(list)
		}
		return typeError(in, "has no keys")
	}
	out := make([]any, len(m))
	for i, key := range r.Orders.Keys(m) {
		out[i] = map[string]any{"key": key, "value": m[key]}
	}
	return out
}

func listEntries(list []any) any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = map[string]any{"key": i, "value": v}
	}
	return out
}

// keyed notes the order of an object that was just made, whose keys are one of
// the program's lists; keyedBy that of one whose keys the program worked out.
func keyed(r *Run, in any, lists [][]string, index any) any {
	m, i := in.(map[string]any), index.(int)
	r.Orders.Set(m, lists[i])
	return m
}

func keyedBy(r *Run, in any, args []any) any {
	m := in.(map[string]any)
	list := make([]string, 0, len(m))
	seen := make(map[string]bool, len(m))
	for _, key := range args[0].([]any) {
		if name := key.(string); !seen[name] {
			seen[name] = true
			list = append(list, name)
		}
	}
	r.Orders.Set(m, list)
	return m
}

// merge gives the members of a, then those of b; in both, b's stand in a's place.
func merge(orders *order.Table, a, b map[string]any, join func(a, b any) any) map[string]any {
	out := make(map[string]any, len(a)+len(b))
	maps.Copy(out, a)
	list := append(make([]string, 0, len(a)+len(b)), orders.Keys(a)...)
	for _, key := range orders.Keys(b) {
		old, ok := out[key]
		if !ok {
			list = append(list, key)
		}
		out[key] = join(old, b[key])
	}
	orders.Set(out, list)
	return out
}

func captures(r *Run, in any, _ []any) any {
	out := map[string]any{}
	var list []string
	for _, item := range in.([]any) {
		group := item.(map[string]any)
		name, ok := group["name"].(string)
		if !ok {
			continue
		}
		if _, ok := out[name]; !ok {
			list = append(list, name)
		}
		out[name] = group["string"]
	}
	r.Orders.Set(out, list)
	return out
}

func fromJSON(r *Run, in any, _ []any) any {
	text, ok := in.(string)
	if !ok {
		return typeError(in, "only strings can be parsed")
	}
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.UseNumber()
	var v any
	err := d.Decode(&v)
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("unexpected extra JSON values")
		}
	}
	if err != nil {
		return fmt.Errorf("%w (while parsing %q)", err, preview(text))
	}
	r.Orders.Add(order.NewText([]byte(text), v))
	return v
}
