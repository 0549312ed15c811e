package document

import (
	"strings"
	"testing"
	"time"

	"github.com/drayhq/dray/plugins/wasm/document/text"
	"github.com/drayhq/dray/sdk"
)

// call is one call of a guest. Of a get, json is what it gives; code is Done if
// nothing is said.
type call struct {
	op, pointer, json string
	code              Code
}

func get(pointer, json string) call           { return call{"get", pointer, json, Done} }
func set(pointer, json string) call           { return call{"set", pointer, json, Done} }
func remove(pointer string) call              { return call{"remove", pointer, "", Done} }
func noGet(pointer string, code Code) call    { return call{"get", pointer, "", code} }
func noSet(pointer, j string, code Code) call { return call{"set", pointer, j, code} }
func noRemove(pointer string, code Code) call { return call{"remove", pointer, "", code} }

func (c call) do(d *Document) (json string, code Code) {
	switch c.op {
	case "get":
		got, code := d.Get([]byte(c.pointer))
		return string(got), code
	case "set":
		return "", d.Set([]byte(c.pointer), []byte(c.json))
	}
	return "", d.Remove([]byte(c.pointer))
}

// follow makes the calls and compares what they give.
func follow(t *testing.T, d *Document, calls ...call) {
	t.Helper()
	for i, c := range calls {
		got, code := c.do(d)
		if code != c.code || c.op == "get" && got != c.json {
			t.Errorf("call %d: %s %s %.200s gave %.400s (%s), want %s", i, c.op, c.pointer, c.json, got, code, c.code)
		}
	}
}

// at is a clock that stands still.
type at time.Time

func (a at) Now() time.Time { return time.Time(a) }

var noon = at(time.Date(2026, 3, 1, 12, 0, 0, 500_000_000, time.FixedZone("", 3600)))

func testDocument(run sdk.Run) *Document {
	d := New(Options{
		Sensitive: func(name string) bool { return strings.EqualFold(name, "X-Configured") },
		Config:    decoded(`{"team":"payments","list":[1,2]}`),
	})
	d.Reset(&run, noon)
	return d
}

func decoded(json string) any {
	v, code := text.Decode(json, MaxDepth)
	if code != Done {
		panic(json + ": " + code.String())
	}
	return v
}

func testRun() sdk.Run {
	return sdk.Run{
		ID: "r_1", Attempt: 2, Source: sdk.Source{Topic: "org.runs"},
		Event: decoded(`{"action":"deploy","n":1.50,"big":9007199254740993,"none":null,"tags":["b","a"],` +
			`"a/b":{"m~n":"x"},"":{"":"empty"},"obj":{"z":1,"a":"é<&>\u2028"},"list":[{"x":1},[2]]}`),
		Request: &sdk.Request{
			Method: "POST", URL: "https://circleci.com/api/v2/project/gh%2Fo%2Fr/pipeline",
			Header: sdk.Header{"Circle-Token": {"hush"}, "x-one": {"1"}, "X-Two": {"1", "2"}, "x-configured": {"hush"}},
			Query:  []sdk.Param{{Name: "a", Value: "1"}, {Name: "b", Value: "2"}, {Name: "a", Value: "3"}},
			Body: map[string]any{
				"branch": "main", "none": nil, "list": []any{"x", nil, map[string]any{"k": "v"}},
				"parameters": map[string]any{"count": 3, "ratio": 0.5, "deploy": true},
			},
			Wire: []byte("{}"),
		},
	}
}
