package request_test

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestBodyQuirks(t *testing.T) {
	for body, want := range map[string]string{
		`{}`:                                  `{}`,
		`""`:                                  `{}`,
		`{"a": {}, "b": 1}`:                   `{"b":1}`,
		`{"a": {"b": []}}`:                    `{"a":{"b":[]}}`,
		`{"a": ["\"x\"", 1, {"c": "\"y\""}]}`: `{"a":["x",1,{"c":"y"}]}`,
		`{"a.b": "\"x\"", "": "\"y\""}`:       `{"":"y","a.b":"x"}`,
		`{"a": null, "b": true, "c": 1.5, "d": "null", "e": "{}"}`: `{"a":null,"b":true,"c":1.5,"d":null,"e":{}}`,
		`"[]"`:               `[]`,
		`"null"`:             `null`,
		`"\"s\""`:            `"s"`,
		`"5"`:                `5`,
		`5`:                  `5`,
		`"false"`:            `false`,
		`"0"`:                `0`,
		`"\"\""`:             `""`,
		`"empty"`:            `null`,
		`".payload | error"`: `null`,
	} {
		request, err := build(t, `"body": `+body)
		if err != nil {
			t.Errorf("%s: %v", body, err)
			continue
		}
		got, err := json.Marshal(request.Body)
		if err != nil || string(got) != want {
			t.Errorf("%s gives %s, %v, want %s", body, got, err, want)
		}
	}
	if _, err := build(t, `"body": {"a": ["[nan]"]}`); err == nil || !strings.Contains(err.Error(), "without a form in JSON") {
		t.Errorf("nan: %v, want an error", err)
	}
}
