package request

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/drayhq/dray/plugins/jq/eval"
	"github.com/drayhq/dray/plugins/jq/python"
	"github.com/drayhq/dray/sdk"
)

// buildQuery gives the query's parameters, or the raw text that the mapping made
// in their place.
func (t *Template) buildQuery(ctx context.Context, in input) (params []sdk.Param, raw string, err error) {
	if t.query == nil {
		return nil, "", nil
	}
	if p := t.query.Program(); p != nil {
		v, err := p.First(ctx, in.event, in.trace)
		if err != nil {
			return nil, "", err
		}
		if text, ok := v.(string); ok {
			return nil, text, nil
		}
		params, ok := wholeQuery(v, in.trace)
		if !ok {
			return nil, "", fmt.Errorf("%s: the program yields %s, and a query is an object, a list of pairs, or a string to be sent as it is%s",
				p.Where, what(v), program(p))
		}
		return params, "", nil
	}
	for _, m := range t.query.Members() {
		v, err := m.Eval(ctx, in.event, in.trace)
		if err != nil {
			return nil, "", err
		}
		params = appendParams(params, m.Name, v, in.trace)
	}
	return params, "", nil
}

// wholeQuery reads a query that one program made.
func wholeQuery(v any, trace *eval.Trace) (params []sdk.Param, ok bool) {
	switch v := v.(type) {
	case nil:
		return nil, true
	case map[string]any:
		for _, name := range trace.Keys(v) {
			params = appendParams(params, name, v[name], trace)
		}
		return params, true
	case []any:
		for _, item := range v {
			pair, isList := item.([]any)
			if !isList || len(pair) != 2 {
				return nil, false
			}
			params = appendParams(params, word(pair[0]), pair[1], trace)
		}
		return params, true
	}
	return nil, false
}

// appendParams writes a value as Python's requests and urlencode do together: a
// null not at all, a list once for each element, an object once for each name. An
// element that is a list or an object is taken apart once more.
func appendParams(params []sdk.Param, name string, v any, trace *eval.Trace) []sdk.Param {
	for _, element := range elements(v, trace) {
		if element == nil {
			continue
		}
		for _, inner := range elements(element, trace) {
			params = append(params, sdk.Param{Name: name, Value: word(inner)})
		}
	}
	return params
}

// elements gives what Python iterates over; a value that isn't iterated over
// stands for itself.
func elements(v any, trace *eval.Trace) []any {
	switch v := v.(type) {
	case []any:
		return v
	case map[string]any:
		names := make([]any, 0, len(v))
		for _, name := range trace.Keys(v) {
			names = append(names, name)
		}
		return names
	}
	return []any{v}
}

// word is Python's str. A number is written as jq knows it, which makes no
// difference between 1 and 1.0.
func word(v any) string {
	f, isFloat := v.(float64)
	if n, ok := v.(json.Number); ok && strings.ContainsAny(n.String(), ".eE") {
		parsed, err := n.Float64()
		f, isFloat = parsed, err == nil
	}
	if isFloat && f == math.Trunc(f) && math.Abs(f) < 1e16 {
		return strconv.FormatInt(int64(f), 10)
	}
	return python.Str(v)
}

// appendQuery puts raw text behind the URL's own query, before the fragment.
func appendQuery(url, raw string) string {
	if raw == "" {
		return url
	}
	base, fragment, found := strings.Cut(url, "#")
	switch path, query, hasQuery := strings.Cut(base, "?"); {
	case !hasQuery, query == "":
		base = path + "?" + raw
	default:
		base += "&" + raw
	}
	if found {
		base += "#" + fragment
	}
	return base
}
