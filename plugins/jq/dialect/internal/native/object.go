package native

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/fault"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/limit"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

func scrambled(r *Run, in any, _ []any) any {
	m, ok := in.(map[string]any)
	return ok && r.Orders.Scrambled(m)
}

func keys(r *Run, in any, _ []any) any {
	if !r.Budget.Make(limit.PerItem * length(in)) {
		return nil
	}
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
	return fault.TypeError(in, "has no keys")
}

func entries(r *Run, in any, _ []any) any {
	if !r.Budget.Make(limit.PerObject * length(in)) {
		return nil
	}
	m, ok := in.(map[string]any)
	if !ok {
		if list, ok := in.([]any); ok {
			return listEntries(list)
		}
		return fault.TypeError(in, "has no keys")
	}
	out := make([]any, len(m))
	for i, key := range r.Orders.Keys(m) {
		out[i] = map[string]any{"key": key, "value": m[key]}
	}
	return out
}

// length gives the number of a list's or an object's parts.
func length(v any) int {
	switch v := v.(type) {
	case map[string]any:
		return len(v)
	case []any:
		return len(v)
	}
	return 0
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
	m, i := as[map[string]any](in), as[int](index)
	r.Orders.Set(m, lists[i])
	return m
}

func keyedBy(r *Run, in any, args []any) any {
	m := as[map[string]any](in)
	list := make([]string, 0, len(m))
	seen := make(map[string]bool, len(m))
	for _, key := range as[[]any](args[0]) {
		if name := as[string](key); !seen[name] {
			seen[name] = true
			list = append(list, name)
		}
	}
	r.Orders.Set(m, list)
	return m
}

// steps notes the order of the slices in a path.
func steps(r *Run, in any, _ []any) any {
	for _, step := range as[[]any](in) {
		if part, ok := step.(map[string]any); ok {
			r.Orders.Set(part, sliceKeys)
		}
	}
	return in
}

var sliceKeys = []string{"start", "end"}

func captures(r *Run, in any, _ []any) any {
	out := map[string]any{}
	var list []string
	for _, item := range as[[]any](in) {
		group := as[map[string]any](item)
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
		return fault.TypeError(in, "only strings can be parsed")
	}
	if !r.Budget.Make(limit.PerItem / 2 * len(text)) {
		return nil
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
		return fmt.Errorf("%w (while parsing %q)", err, fault.Preview(text))
	}
	r.Orders.Add(order.NewText([]byte(text), v))
	return v
}
