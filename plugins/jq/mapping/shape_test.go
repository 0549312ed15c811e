package mapping_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/drayhq/dray/plugins/jq/mapping"
)

// shape writes what Parse made of an entry as JSON, a program as its text.
func shape(e mapping.Entry) string {
	var parts []string
	add := func(name string, v *mapping.Value) {
		if v != nil {
			parts = append(parts, `"`+name+`":`+text(*v))
		}
	}
	add("enabled", e.Enabled)
	add("method", e.Method)
	add("url", e.URL)
	add("headers", e.Headers)
	add("query", e.Query)
	add("body", e.Body)
	if e.Report != nil {
		parts = append(parts, `"report":`+members(e.Report))
	}
	if e.Decrypt != nil {
		parts = append(parts, `"decrypt":["`+strings.Join(e.Decrypt, `","`)+`"]`)
	}
	return "{" + strings.Join(parts, ",") + "}"
}

func text(v mapping.Value) string {
	switch v.Kind {
	case mapping.Object:
		return members(v.Members)
	case mapping.List:
		var items []string
		for _, item := range v.Items {
			items = append(items, text(item))
		}
		return "[" + strings.Join(items, ",") + "]"
	case mapping.Program:
		return encode(v.Text)
	}
	return encode(v.Literal)
}

func members(list []mapping.Member) string {
	var parts []string
	for _, m := range list {
		parts = append(parts, encode(m.Name)+":"+text(m.Value))
	}
	return "{" + strings.Join(parts, ",") + "}"
}

func encode(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(data)
}

// What the agent's pydantic model makes of an entry, as executed.
func TestEntryIsReadAsTheAgentReadsIt(t *testing.T) {
	for given, want := range map[string]string{
		`{}`:                                    `{"enabled":true}`,
		`{"enabled":"true"}`:                    `{"enabled":true}`,
		`{"enabled":"True"}`:                    `{"enabled":true}`,
		`{"enabled":"1"}`:                       `{"enabled":true}`,
		`{"enabled":"yes"}`:                     `{"enabled":true}`,
		`{"enabled":"on"}`:                      `{"enabled":true}`,
		`{"enabled":"t"}`:                       `{"enabled":true}`,
		`{"enabled":"y"}`:                       `{"enabled":true}`,
		`{"enabled":"0"}`:                       `{"enabled":false}`,
		`{"enabled":"false"}`:                   `{"enabled":false}`,
		`{"enabled":"no"}`:                      `{"enabled":false}`,
		`{"enabled":"off"}`:                     `{"enabled":false}`,
		`{"enabled":".a == 1"}`:                 `{"enabled":".a == 1"}`,
		`{"enabled":1}`:                         `{"enabled":true}`,
		`{"enabled":1.0}`:                       `{"enabled":true}`,
		`{"enabled":0}`:                         `{"enabled":false}`,
		`{"enabled":2}`:                         `{"enabled":"2"}`,
		`{"enabled":"TRUE "}`:                   `{"enabled":"TRUE "}`,
		`{"enabled":""}`:                        `{"enabled":""}`,
		`{"url":5}`:                             `{"enabled":true,"url":"5"}`,
		`{"url":1e5}`:                           `{"enabled":true,"url":"100000.0"}`,
		`{"url":true}`:                          `{"enabled":true,"url":"True"}`,
		`{"headers":{"a":5,"b":true,"c":1.5}}`:  `{"enabled":true,"headers":{"a":"5","b":"True","c":"1.5"}}`,
		`{"headers":{"z":"1","a":"2","z":"3"}}`: `{"enabled":true,"headers":{"z":"3","a":"2"}}`,
		`{"headers":[["a","b"]]}`:               `{"enabled":true,"headers":{"a":"b"}}`,
		`{"headers":["ab",{"c":1,"d":2},[1.5,"x"]]}`: `{"enabled":true,"headers":{"a":"b","c":"d","1.5":"x"}}`,
		`{"headers":""}`:              `{"enabled":true,"headers":{}}`,
		`{"headers":".h"}`:            `{"enabled":true,"headers":".h"}`,
		`{"body":5}`:                  `{"enabled":true,"body":"5"}`,
		`{"body":true}`:               `{"enabled":true,"body":"True"}`,
		`{"body":[]}`:                 `{"enabled":true,"body":{}}`,
		`{"body":[["a",{"b":".x"}]]}`: `{"enabled":true,"body":{"a":{"b":".x"}}}`,
		`{"query":{"a":1}}`:           `{"enabled":true,"query":{"a":"1"}}`,
		`{"unknown":1}`:               `{"enabled":true}`,
		`{"method":null,"url":null,"headers":null,"query":null,"body":null,"report":null}`: `{"enabled":true}`,
		`{"report":{"external_run_id":"x"}}`:                                               `{"enabled":true,"report":{}}`,
		`{"report":{"link":null,"status":"x"}}`:                                            `{"enabled":true,"report":{"status":"x"}}`,
		`{"report":[["link","a"]]}`:                                                        `{"enabled":true,"report":{"link":"a"}}`,
		`{"fieldsToDecryptPaths":["a.b",1,true]}`:                                          `{"enabled":true,"decrypt":["a.b","1","True"]}`,
		`[["url","x"]]`:                                          `{"enabled":true,"url":"x"}`,
		`{"body":{"a":{},"b":1}}`:                                `{"enabled":true,"body":{"b":1}}`,
		`{"body":{"a":{"b":[]}}}`:                                `{"enabled":true,"body":{"a":{"b":[]}}}`,
		`{"body":{"a":{"b":{}}}}`:                                `{"enabled":true,"body":{}}`,
		`{"body":{"a":[{},{"x":{}}]}}`:                           `{"enabled":true,"body":{"a":[{},{}]}}`,
		`{"body":{"a.b":"x","":"y","n":null,"t":true,"f":1.50}}`: `{"enabled":true,"body":{"a.b":"x","":"y","n":null,"t":true,"f":1.50}}`,
	} {
		m, err := mapping.Parse("m.json", []byte("["+given+"]"))
		if err != nil {
			t.Errorf("%s: %v", given, err)
			continue
		}
		if got := shape(m.Entries[0]); got != want {
			t.Errorf("%s is read as\n%s, want\n%s", given, got, want)
		}
	}
}
