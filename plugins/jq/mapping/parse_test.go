package mapping_test

import (
	"strings"
	"testing"

	"github.com/drayhq/dray/plugins/jq/mapping"
)

// What the agent's model refuses; the place comes first, then what to mend.
func TestParseSaysWhatIsWrongAndWhere(t *testing.T) {
	for given, want := range map[string]string{
		"":                                   "m.json:1:1: not JSON: the file is empty",
		"{":                                  "m.json:1:2: not JSON: unexpected EOF",
		"[]]":                                "m.json:1:3: not JSON: more text after the list",
		"[\n  {\n    \"url\": .a}]":          "m.json:3:12: not JSON: invalid character '.'",
		"[\"\xff\"]":                         "m.json:1:3: not JSON: invalid UTF-8",
		`{"url": "x"}`:                       "m.json:1:1: the file holds an object; a list of mappings is wanted",
		`null`:                               "m.json:1:1: the file holds null",
		`[null]`:                             "m.json:1:2: entry 0: null where an object is wanted",
		`["x"]`:                              "m.json:1:2: entry 0: a string where an object is wanted",
		`[{}, 5]`:                            "m.json:1:6: entry 1: a number where an object is wanted",
		`[{"enabled": null}]`:                "m.json:1:14: entry 0: enabled: null is not allowed",
		`[{"enabled": []}]`:                  "m.json:1:14: entry 0: enabled: a list where a jq program",
		`[{"url": ["a"]}]`:                   "m.json:1:10: entry 0: url: a list where a jq program",
		`[{"method": {}}]`:                   "m.json:1:13: entry 0: method: an object where a jq program",
		`[{"headers": {"é": 1, "a": null}}]`: "m.json:1:28: entry 0: headers.a: null where a jq program",
		`[{"headers": {"a": {"x": 1}}}]`:     "entry 0: headers.a: an object where a jq program",
		`[{"headers": [[null, "a"]]}]`:       "entry 0: headers: a list where an object",
		`[{"query": ["abc"]}]`:               "entry 0: query: a list where an object",
		`[{"body": [1, 2]}]`:                 "entry 0: body: a list where an object",
		`[{"report": 5}]`:                    "entry 0: report: a number where an object",
		`[{"report": {"link": ["a"]}}]`:      "entry 0: report.link: a list where a jq program",
		`[{"fieldsToDecryptPaths": null}]`:   "entry 0: fieldsToDecryptPaths: null where a list of paths",
		`[{"fieldsToDecryptPaths": "a"}]`:    "entry 0: fieldsToDecryptPaths: a string where a list of paths",
		`[{"fieldsToDecryptPaths": [null]}]`: "entry 0: fieldsToDecryptPaths[0]: null where a path",
	} {
		_, err := mapping.Parse("m.json", []byte(given))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", given, err, want)
		}
	}
}

func TestParseSaysAllThatIsWrong(t *testing.T) {
	_, err := mapping.Parse("m.json", []byte(`[{"url": [], "method": {}}, 7]`))
	if err == nil || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("the error is %v, want three lines", err)
	}
}

func TestParseWarnsOfUnknownKeys(t *testing.T) {
	m, err := mapping.Parse("m.json", []byte(`[{"header": {}, "report": {"external_run_id": "x"}}]`))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`m.json:1:3: entry 0: unknown key "header" is ignored; the nearest known one is "headers"`,
		`m.json:1:28: entry 0: unknown key "report.external_run_id" is ignored; the nearest known one is "report.externalRunId"`,
	}
	if got := strings.Join(m.Warnings, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("warnings:\n%s\nwant:\n%s", got, strings.Join(want, "\n"))
	}
}

func TestValuesKnowTheirPlace(t *testing.T) {
	m, err := mapping.Parse("m.json", []byte("\ufeff[\n  {\"body\": {\"tags\": [\".a\",\n    \".b\"]}}\n]"))
	if err != nil {
		t.Fatal(err)
	}
	v := &m.Entries[0].Body.Members[0].Value.Items[1]
	if got, want := m.Where(0, v), "m.json:3:5: entry 0: body.tags[1]"; got != want {
		t.Errorf("Where = %s, want %s", got, want)
	}
}

func FuzzMapping(f *testing.F) {
	for _, seed := range []string{"", "[]", "[{}]", `[{"url":".a","body":{"a":[{"b":{}}]}}]`, `[["ab",[1,2]]]`, "\ufeff[\n5]", `[{"enabled":"yes","x":1}]`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := mapping.Parse("m.json", data)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "m.json:") {
				t.Errorf("the error has no place: %v", err)
			}
			return
		}
		for i, e := range m.Entries {
			if e.Index != i || e.Enabled == nil || e.Pos.Line < 1 || e.Pos.Column < 1 {
				t.Errorf("entry %d is %+v", i, e)
			}
		}
	})
}
