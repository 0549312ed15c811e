package path

import (
	"errors"
	"math"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/fault"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/number"
)

// child gives what v holds at one step of a path.
func child(v, step any) (any, error) {
	switch v := v.(type) {
	case nil:
		switch step.(type) {
		case string, map[string]any:
			return nil, nil
		}
		if number.IsKind(step) {
			return nil, nil
		}
	case map[string]any:
		if name, ok := step.(string); ok {
			return v[name], nil
		}
	case []any:
		if f, ok := number.Is(step); ok {
			if i := position(f, len(v)); i >= 0 && i < len(v) && f == math.Trunc(f) {
				return v[i], nil
			}
			return nil, nil
		}
		if part, ok := step.(map[string]any); ok {
			start, end, err := bounds(part, len(v))
			return v[start:end:end], err
		}
	}
	return nil, fault.CannotIndex(v, step)
}

// position gives the index that f means in a list: from its end when negative.
func position(f float64, length int) int {
	i := int(min(max(f, math.MinInt32), math.MaxInt32))
	if i < 0 {
		i += length
	}
	return i
}

// bounds gives the part of a list that a slice's start and end name.
func bounds(part map[string]any, length int) (start, end int, err error) {
	from, to := 0.0, float64(length)
	if v := part["start"]; v != nil {
		f, ok := number.Is(v)
		if !ok {
			return 0, 0, errSlice
		}
		from = f
	}
	if v := part["end"]; v != nil {
		f, ok := number.Is(v)
		if !ok {
			return 0, 0, errSlice
		}
		to = f
	}
	inside := func(f float64) float64 {
		if f < 0 {
			f += float64(length)
		}
		return min(max(f, 0), float64(length))
	}
	start, end = int(inside(from)), int(math.Ceil(inside(to)))
	return start, max(start, end), nil
}

var errSlice = errors.New("Start and end indices of an array slice must be numbers") //nolint:staticcheck // jq's words
