package document

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

func TestQuery(t *testing.T) {
	for name, c := range map[string]struct {
		calls []call
		want  []string
	}{
		"set one":            {[]call{set("/request/query/b", `"x y"`)}, []string{"a=1", "b=x y", "a=3"}},
		"set fewer":          {[]call{set("/request/query/a", `"x"`)}, []string{"a=x", "b=2"}},
		"set more":           {[]call{set("/request/query/b", `["x","y"]`)}, []string{"a=1", "b=x", "b=y", "a=3"}},
		"set several more":   {[]call{set("/request/query/a", `["x","y","z","w"]`)}, []string{"a=x", "b=2", "a=y", "a=z", "a=w"}},
		"set a new one":      {[]call{set("/request/query/c", `"x"`)}, []string{"a=1", "b=2", "a=3", "c=x"}},
		"set new ones":       {[]call{set("/request/query/c", `["x","y"]`)}, []string{"a=1", "b=2", "a=3", "c=x", "c=y"}},
		"set any name":       {[]call{set("/request/query/", `"x"`), set("/request/query/é~1", `"\n"`)}, []string{"a=1", "b=2", "a=3", "=x", "é/=\n"}},
		"set none":           {[]call{set("/request/query/a", `[]`)}, []string{"b=2"}},
		"set an element":     {[]call{set("/request/query/a/1", `"x"`)}, []string{"a=1", "b=2", "a=x"}},
		"append":             {[]call{set("/request/query/a/-", `"x"`)}, []string{"a=1", "b=2", "a=3", "a=x"}},
		"append to none":     {[]call{set("/request/query/c/-", `"x"`), set("/request/query/c/-", `"y"`)}, []string{"a=1", "b=2", "a=3", "c=x", "c=y"}},
		"remove":             {[]call{remove("/request/query/a"), remove("/request/query/a")}, []string{"b=2"}},
		"remove an element":  {[]call{remove("/request/query/a/0")}, []string{"b=2", "a=3"}},
		"remove the other":   {[]call{remove("/request/query/a/1"), remove("/request/query/a/1")}, []string{"a=1", "b=2"}},
		"remove one by one":  {[]call{remove("/request/query/a/0"), remove("/request/query/a/0"), noGet("/request/query/a", Absent)}, []string{"b=2"}},
		"remove what is not": {[]call{remove("/request/query/c"), remove("/request/query/a/2"), remove("/request/query/a/-")}, []string{"a=1", "b=2", "a=3"}},
	} {
		d := testDocument(testRun())
		follow(t, d, c.calls...)
		var got []string
		for _, param := range d.Request().Query {
			got = append(got, param.Name+"="+param.Value)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestQueryReadsAsItWasSet(t *testing.T) {
	follow(t, testDocument(testRun()),
		set("/request/query/l/-", `"a"`),
		get("/request/query/l", `["a"]`),
		set("/request/query/b", `["a"]`),
		get("/request/query", `{"a":["1","3"],"b":["a"],"l":["a"]}`),
		remove("/request/query/a/0"),
		get("/request/query/a", `["3"]`),
		set("/request/query/a", `"3"`),
		get("/request/query/a", `"3"`),
		noGet("/request/query/a/0", BadPointer),
		remove("/request/query/b"),
		set("/request/query/b", `"a"`),
		get("/request/query/b", `"a"`),
	)
}

func TestQueryRefuses(t *testing.T) {
	d := testDocument(testRun())
	follow(t, d,
		noSet("/request/query", `{}`, NotAllowed),
		noRemove("/request/query", NotAllowed),
		noSet("/request/query/b/0", `"x"`, BadPointer),
		noSet("/request/query/b/-", `"x"`, BadPointer),
		noSet("/request/query/a/2", `"x"`, Absent),
		noSet("/request/query/a/x", `"x"`, BadPointer),
		noSet("/request/query/a/0/x", `"x"`, BadPointer),
		noSet("/request/query/a/-/x", `"x"`, BadPointer),
		noSet("/request/query/c/0", `"x"`, Absent),
		noSet("/request/query/a/0", `1`, BadValue),
		noSet("/request/query/a", `1`, BadValue),
		noSet("/request/query/a", `null`, BadValue),
		noSet("/request/query/a", `[null]`, BadValue),
		noSet("/request/query/a", `["x",]`, BadValue),
		noRemove("/request/query/a/x", BadPointer),
		noRemove("/request/query/a/0/x", BadPointer),
		noRemove("/request/query/b/0", BadPointer),
	)
	if d.Changed() {
		t.Errorf("changed to %v", d.Request().Query)
	}
	var none sdk.Run
	d.Reset(&none, noon)
	follow(t, d, noGet("/request/query/a", Absent))
}
