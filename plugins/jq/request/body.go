package request

import (
	"context"
	"fmt"
	"math"
)

// buildBody gives the body: without one in the mapping the whole event.
func (t *Template) buildBody(ctx context.Context, in input) (any, error) {
	if t.body == nil {
		return in.event, nil
	}
	v, err := t.body.Eval(ctx, in.event, in.trace)
	if err != nil {
		return nil, err
	}
	if !sendable(v) {
		return nil, fmt.Errorf("%s: the body holds a number without a form in JSON (nan or infinite): guard the division or the tonumber that makes it", t.where)
	}
	return v, nil
}

// sendable says whether a value has a form in JSON, which nan and the infinities
// have not.
func sendable(v any) bool {
	switch v := v.(type) {
	case float64:
		return !math.IsNaN(v) && !math.IsInf(v, 0)
	case []any:
		for _, item := range v {
			if !sendable(item) {
				return false
			}
		}
	case map[string]any:
		for _, item := range v {
			if !sendable(item) {
				return false
			}
		}
	}
	return true
}
