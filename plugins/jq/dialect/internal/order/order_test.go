package order

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
)

func object(t *testing.T, raw string) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal([]byte(raw), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestText(t *testing.T) {
	for name, c := range map[string]struct {
		raw    string
		change func(m map[string]any)
		want   []string
	}{
		"as written":       {`{"b":1,"a":{"z":1},"c":2}`, nil, []string{"b", "a", "c"}},
		"sorted":           {`{"a":1,"b":2}`, nil, []string{"a", "b"}},
		"escaped":          {`{"b\u0062":1,"\u0061":2}`, nil, []string{"bb", "a"}},
		"lone surrogate":   {`{"\ud800":1,"a":2}`, nil, []string{"\ufffd", "a"}},
		"twice":            {`{"b":1,"a":2,"b":3}`, nil, []string{"b", "a"}},
		"member removed":   {`{"c":1,"x":{"z":1,"y":[1]},"b":2}`, func(m map[string]any) { delete(m, "x") }, []string{"c", "b"}},
		"members added":    {`{"c":1,"b":2}`, func(m map[string]any) { m["z"], m["a"] = 1, 2 }, []string{"c", "b", "a", "z"}},
		"another value":    {`{"c":[1,{"x":1}],"b":2}`, func(m map[string]any) { m["c"] = "text" }, []string{"c", "b"}},
		"text breaks off":  {`{"b":1,"a":2`, func(m map[string]any) { m["b"], m["a"] = 1, 2 }, []string{"a", "b"}},
		"another document": {`["b","a"]`, func(m map[string]any) { m["b"], m["a"] = 1, 2 }, []string{"a", "b"}},
	} {
		t.Run(name, func(t *testing.T) {
			m := map[string]any{}
			if json.Valid([]byte(c.raw)) && c.raw[0] == '{' {
				m = object(t, c.raw)
			}
			if c.change != nil {
				c.change(m)
			}
			var table Table
			table.Add(NewText([]byte(c.raw), m))
			if diff := cmp.Diff(c.want, table.Keys(m)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTextReachesNested(t *testing.T) {
	raw := `{"l":[0,{"b":[{"y":1,"x":2}],"a":1}]}`
	m := object(t, raw)
	var table Table
	table.Add(nil)
	table.Add(NewText([]byte(raw), m))
	outer := m["l"].([]any)[1].(map[string]any)
	inner := outer["b"].([]any)[0].(map[string]any)
	if !table.Scrambled(outer) || !table.Scrambled(inner) || table.Scrambled(m) {
		t.Error("the table should know the order of the two objects that aren't sorted, and no other")
	}
	if diff := cmp.Diff([]string{"y", "x"}, table.Keys(inner)); diff != "" {
		t.Error(diff)
	}
}

func TestSet(t *testing.T) {
	var table Table
	m := map[string]any{"a": 1, "b": 2}
	table.Set(m, []string{"b", "a"})
	if diff := cmp.Diff([]string{"b", "a"}, table.Keys(m)); diff != "" {
		t.Error(diff)
	}
	table.Set(m, []string{"a", "b"})
	if table.Scrambled(m) {
		t.Error("sorted again, yet scrambled")
	}
	if keys := table.Keys(map[string]any{"z": 1, "y": 2}); keys[0] != "y" {
		t.Errorf("an unknown object has %v", keys)
	}
}

// FuzzText compares the order with the one in which encoding/json meets the keys.
func FuzzText(f *testing.F) {
	for _, seed := range []string{
		`{"b":1,"a":{"z":[],"y":{"x":-1.5e3,"w":null}}}`, ` { "b\"" : [ true , {"d\\":"}","c":""} ] , "a" : false } `,
		`{"\ud800b":{},"b":"\\\"","a":"é"}`, `{"b":1,"a`, `{"b" "a"}`, `[[}{,`, `{"a":}`, `{"b":1,}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		var value any
		// Where a key stands twice the value of the first is gone: nothing to compare.
		decoded := jsontext.Value(raw).IsValid() && json.Unmarshal([]byte(raw), &value) == nil
		if !decoded {
			value = map[string]any{"b": map[string]any{}, "a": []any{}}
		}
		var table Table
		table.Add(NewText([]byte(raw), value))
		table.lookup(map[string]any{"b": 1, "a": 2}) // reads it, and ends
		if decoded {
			compare(t, json.NewDecoder(strings.NewReader(raw)), value, &table)
		}
	})
}

// compare reads one value's tokens and holds the objects in it against the table.
func compare(t *testing.T, d *json.Decoder, value any, table *Table) {
	t.Helper()
	token, err := d.Token()
	if err != nil {
		t.Fatal(err)
	}
	switch token {
	case json.Delim('['):
		for _, item := range value.([]any) {
			compare(t, d, item, table)
		}
	case json.Delim('{'):
		m := value.(map[string]any)
		var keys []string
		for d.More() {
			key, err := d.Token()
			if err != nil {
				t.Fatal(err)
			}
			keys = append(keys, key.(string))
			compare(t, d, m[key.(string)], table)
		}
		if got := table.Keys(m); len(keys) > 1 && !slices.Equal(got, keys) {
			t.Errorf("%q, want %q", got, keys)
		}
	default:
		return
	}
	if _, err := d.Token(); err != nil { // the end of the list or object
		t.Fatal(err)
	}
}
