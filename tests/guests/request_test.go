package guests_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/drayhq/dray/sdk"
)

// readJSON decodes a file, numbers as they are spelled.
func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := decodeJSON(text, into); err != nil {
		t.Fatalf("decoding %s: %v", path, err)
	}
}

func decodeJSON(text []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	dec.DisallowUnknownFields()
	return dec.Decode(into)
}

// request gives the members of a case's request as the host takes them, those
// that it doesn't name from defaults.
func request(members, defaults map[string]any) *sdk.Request {
	all := maps.Clone(defaults)
	maps.Copy(all, members)
	made := &sdk.Request{
		Method: all["method"].(string), URL: all["url"].(string), Body: all["body"],
		Header: sdk.Header{},
	}
	for name, values := range all["headers"].(map[string]any) {
		made.Header[name] = oneOrMore(values)
	}
	query := all["query"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(query)) {
		for _, value := range oneOrMore(query[name]) {
			made.Query = append(made.Query, sdk.Param{Name: name, Value: value})
		}
	}
	return made
}

func oneOrMore(value any) []string {
	list, ok := value.([]any)
	if !ok {
		return []string{value.(string)}
	}
	texts := make([]string, 0, len(list))
	for _, text := range list {
		texts = append(texts, text.(string))
	}
	return texts
}

// plain gives a request in the form in which cases spell it, so that two can be
// compared: headers and query as lists by name, the body decoded anew.
func plain(t *testing.T, r *sdk.Request) map[string]any {
	t.Helper()
	query := map[string][]string{}
	for _, param := range r.Query {
		query[param.Name] = append(query[param.Name], param.Value)
	}
	text, err := json.Marshal(map[string]any{
		"method": r.Method, "url": r.URL, "headers": r.Header, "query": query, "body": r.Body,
	})
	if err != nil {
		t.Fatal(err)
	}
	var made map[string]any
	if err := decodeJSON(text, &made); err != nil {
		t.Fatal(err)
	}
	return made
}
