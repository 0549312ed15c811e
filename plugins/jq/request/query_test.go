package request_test

import (
	"strings"
	"testing"
)

func TestQueryQuirks(t *testing.T) {
	for query, want := range map[string]string{
		`{"a": "null"}`:                           "",
		`{"a": "5"}`:                              "a=5",
		`{"a": "true"}`:                           "a=True",
		`{"a": "[\"x\", null, \"y\"]"}`:           "a=x&a=y",
		`{"a": "\"b c/&\""}`:                      "a=b c/&",
		`{"a": "{x: 1}"}`:                         "a=x",
		`{"a": "[]", "b": "{}", "c": "\"\""}`:     "c=",
		`{"a": "[[\"x\", null], {k: 1}, [[1]]]"}`: "a=x&a=None&a=k&a=[1]",
		`{"a": 1.0, "b": "1.5", "c": ".payload.properties.one"}`: "a=1&b=1.5&c=1",
		`{"z": "1", "a": "2"}`:           "z=1&a=2",
		`{"z": "{y: 1, x: 2}"}`:          "z=y&z=x",
		`"{z: 1, a: 2} + {c: 3}"`:        "z=1&a=2&c=3",
		`"null"`:                         "",
		`"{a: false}"`:                   "a=False",
		`"[[\"a\", 1], [null, [2, 3]]]"`: "a=1&None=2&None=3",
		`"[]"`:                           "",
		`".payload.properties.z"`:        "b=1&a=2",
		`{"a": ".payload.properties.z"}`: "a=b&a=a",
		`{"a": ".payload.properties.big", "b": "4294967296", "c": "1e20", "d": "2 / 4"}`: "a=1.2345678901234567e+19&b=4294967296&c=1e+20&d=0.5",
	} {
		request, err := build(t, `"query": `+query)
		if err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		var got []string
		for _, p := range request.Query {
			got = append(got, p.Name+"="+p.Value)
		}
		if strings.Join(got, "&") != want || request.URL != "https://h/p" {
			t.Errorf("%s gives %q on %s, want %q", query, got, request.URL, want)
		}
	}
	for _, query := range []string{`"5"`, `"[1]"`, `"[[1]]"`} {
		if _, err := build(t, `"query": `+query); err == nil || !strings.Contains(err.Error(), "a query is an object") {
			t.Errorf("%s: %v, want an error", query, err)
		}
	}
}

func TestRawQueryGoesBehindTheURLs(t *testing.T) {
	for url, want := range map[string]string{
		"http://h/p":       "http://h/p?raw=1",
		"http://h/p?z=1":   "http://h/p?z=1&raw=1",
		"http://h/p?":      "http://h/p?raw=1",
		"http://h/p?z=1#f": "http://h/p?z=1&raw=1#f",
		"http://h/p#f":     "http://h/p?raw=1#f",
	} {
		request, err := build(t, `"url": `+quoted(quoted(url))+`, "query": "\"raw=1\""`)
		if err != nil || request.URL != want || len(request.Query) > 0 {
			t.Errorf("%s becomes %+v, %v; want %s", url, request, err, want)
		}
	}
}
