package number

import (
	"encoding/json"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
)

// Result gives v with its numbers as the reference would send them: a whole
// number up to 2^53 as an integer, others as doubles. Beyond 2^53 that is the
// double's own text, with an exponent, since Go would fill up with zeros and
// so name another integer. NaN and the infinities stay: JSON has no text for
// them, and neither could the reference send them. v itself stays as it is; what needs no change is shared.
// Objects that are copied for it are told to copied.
func Result(v any, copied func(from, to map[string]any)) any {
	switch v := v.(type) {
	case nil, bool, string:
		return v
	case map[string]any:
		return object(v, copied)
	case []any:
		return list(v, copied)
	}
	return one(v)
}

func one(v any) any {
	if n, ok := v.(json.Number); ok && plain(n) {
		return v
	}
	f, ok := Is(v)
	switch {
	case !ok, math.IsNaN(f), math.IsInf(f, 0):
		return v
	case f != math.Trunc(f):
		return f
	case math.Abs(f) <= Exact:
		return int(f)
	}
	return json.Number(strconv.FormatFloat(f, 'e', -1, 64))
}

func list(v []any, copied func(from, to map[string]any)) any {
	out := v
	for i, item := range v {
		if r := Result(item, copied); changed(item, r) {
			if &out[0] == &v[0] {
				out = slices.Clone(v)
			}
			out[i] = r
		}
	}
	return out
}

func object(v map[string]any, copied func(from, to map[string]any)) any {
	var out map[string]any
	for key, item := range v {
		if r := Result(item, copied); changed(item, r) {
			if out == nil {
				out = maps.Clone(v)
				copied(v, out)
			}
			out[key] = r
		}
	}
	if out == nil {
		return v
	}
	return out
}

// changed says whether Result made another value of before.
func changed(before, after any) bool {
	switch before := before.(type) {
	case map[string]any:
		return reflect.ValueOf(before).Pointer() != reflect.ValueOf(after).Pointer()
	case []any:
		after, ok := after.([]any)
		return ok && len(before) > 0 && &before[0] != &after[0]
	}
	return before != after
}
