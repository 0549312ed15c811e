package compose

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

func TestCompose(t *testing.T) {
	given := &sdk.Request{
		Method: "post",
		URL:    "https://CI.example/gh%2Forg?z=1",
		Header: sdk.Header{"circle-token": {"t"}, "content-length": {"7"}, "Empty": {}},
		Query:  []sdk.Param{{Name: "a", Value: "b c"}},
		Body:   map[string]any{"branch": "main"},
	}
	got, err := Compose(given)
	if err != nil {
		t.Fatal(err)
	}
	want := &sdk.Request{
		Method: "POST",
		URL:    "https://ci.example/gh%2Forg?z=1&a=b+c",
		Header: sdk.Header{"circle-token": {"t"}, "Content-Type": {"application/json"}},
		Body:   given.Body,
		Wire:   []byte(`{"branch":"main"}`),
	}
	if diff := cmp.Diff(want, got.Request); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(got.Warnings) != 1 || !strings.Contains(got.Warnings[0], "content-length") {
		t.Errorf("warnings %q", got.Warnings)
	}
	again, err := Compose(got.Request)
	if diff := cmp.Diff(got.Request, again.Request); err != nil || diff != "" || again.Warnings != nil {
		t.Errorf("composing once more: %v, %q (-first +second):\n%s", err, again.Warnings, diff)
	}
	if given.Method == got.Request.Method || len(given.Header) != 3 || given.Query == nil {
		t.Errorf("the request given was changed: %+v", given)
	}
}

func TestComposeMovesUserInfoIntoAHeader(t *testing.T) {
	for raw, want := range map[string]string{
		"http://u:p%40ss@h/": "Basic dTpwQHNz",
		"http://token@h/":    "Basic dG9rZW46",
	} {
		got, err := Compose(&sdk.Request{Method: "GET", URL: raw, Header: sdk.Header{"authorization": {"other"}}})
		if err != nil {
			t.Fatal(err)
		}
		if got.Request.URL != "http://h/" || got.Request.Header.Get("Authorization") != want || len(got.Request.Header) != 1 {
			t.Errorf("%s became %+v", raw, got.Request)
		}
		if strings.Contains(raw, "p%40ss") && !cmp.Equal(got.Secrets, []string{"p@ss"}) {
			t.Errorf("%s: secrets %q", raw, got.Secrets)
		}
	}
}

func TestComposeRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		request *sdk.Request
		want    string
	}{
		"no request":    {nil, "there is no request"},
		"no method":     {&sdk.Request{URL: "http://h/"}, "method"},
		"a bad method":  {&sdk.Request{Method: "GET /x", URL: "http://h/"}, "method"},
		"a tunnel":      {&sdk.Request{Method: "CONNECT", URL: "http://h/"}, "CONNECT"},
		"no URL":        {&sdk.Request{Method: "GET"}, "no URL"},
		"a body of NaN": {&sdk.Request{Method: "GET", URL: "http://h/", Body: nan}, "NaN"},
	} {
		_, err := Compose(c.request)
		if outcome, _ := sdk.OutcomeOf(err); outcome != sdk.Permanent || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, %v; want a permanent error with %q", name, outcome, err, c.want)
		}
	}
}
