package request_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestURLQuirks(t *testing.T) {
	for url, want := range map[string]string{
		"http://h/a%2Fb c/ü?x=%zz": "http://h/a%2Fb c/ü?x=%zz", // escaped by the sink
		"HTTP://H/p":               "HTTP://H/p",
		" \thttp://h/p":            "http://h/p",
		"http://h?x":               "http://h?x",
	} {
		request, err := build(t, `"url": `+quoted(quoted(url)))
		if err != nil || request.URL != want {
			t.Errorf("%q gives %+v, %v, want %q", url, request, err, want)
		}
	}
	for program, want := range map[string]string{
		`null`:               "entry 0: url: the program yields null, and a URL is a string",
		`.payload.nothing`:   `such as "https://circleci.com/…". The program: .payload.nothing`,
		`.payload | .[0]`:    "the jq program failed",
		`.a[`:                "doesn't compile",
		`["http://h"]`:       "yields a list",
		`5`:                  "yields a number",
		`""`:                 `yields "", and a request needs a URL`,
		`"h/p"`:              "not an absolute URL",
		`"//h/p"`:            "not an absolute URL",
		`"https:/h/p"`:       "not an absolute URL",
		`"ftp://h/p"`:        "only https and http",
		`"http://"`:          "names no host",
		`"http:///p"`:        "names no host",
		`"x", error("late")`: "the jq program failed",
	} {
		request, err := build(t, `"url": `+quoted(program))
		if err == nil || !strings.Contains(err.Error(), want) || request != nil {
			t.Errorf("%s: request %v, error %v; want an error with %q", program, request, err, want)
		}
	}
}

func TestMethodQuirks(t *testing.T) {
	request, err := build(t, `"method": "\"patch\""`)
	if err != nil || request.Method != http.MethodPatch {
		t.Errorf("%+v, %v, want PATCH", request, err)
	}
	for program, want := range map[string]string{
		`.a // 'POST'`: "doesn't compile",
		`null`:         "yields null",
		`""`:           "yields an empty string",
		`5`:            "yields a number",
	} {
		if request, err := build(t, `"method": `+quoted(program)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %+v, %v, want an error with %q", program, request, err, want)
		}
	}
}
