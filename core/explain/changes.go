package explain

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/wI2L/jsondiff"

	"github.com/drayhq/dray/sdk"
)

// changes gives what turned one request into another, in the order of the paths.
func changes(before, after *sdk.Request) []Change {
	patch, err := jsondiff.Compare(document(before), document(after), jsondiff.Invertible(), jsondiff.UnmarshalFunc(exactly))
	if err != nil {
		return []Change{}
	}
	out := make([]Change, 0, len(patch))
	var was any
	for _, op := range patch {
		if op.Type == jsondiff.OperationTest {
			was = op.Value // Invertible tests the old value before it goes
			continue
		}
		out = append(out, Change{Op: op.Type, Path: op.Path, Value: op.Value, Was: was})
		was = nil
	}
	return out
}

// exactly keeps numbers as they were written.
func exactly(text []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		return fmt.Errorf("decoding a request: %w", err)
	}
	return nil
}

// document gives a request as the JSON document that a change's path points into.
func document(r *sdk.Request) map[string]any {
	if r == nil {
		return map[string]any{}
	}
	headers, query := map[string]any{}, map[string]any{}
	for name, values := range r.Header {
		headers[name] = joined(values)
	}
	for _, p := range r.Query {
		query[p.Name] = p.Value
	}
	return map[string]any{"method": r.Method, "url": r.URL, "headers": headers, "query": query, "body": sdk.Decoded(r.Body)}
}

// joined gives a header's values as one, as RFC 9110 allows.
func joined(values []string) string { return strings.Join(values, ", ") }
