package document

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

func TestHeaders(t *testing.T) {
	d := testDocument(testRun())
	follow(t, d,
		get("/request/headers", `{"X-Two":["1","2"],"x-one":"1"}`),
		get("/request/headers/X-ONE", `"1"`),
		get("/request/headers/x-two", `["1","2"]`),
		get("/request/headers/x-two/1", `"2"`),
		noGet("/request/headers/x-two/2", Absent),
		noGet("/request/headers/x-two/01", BadPointer),
		noGet("/request/headers/x-two/1/x", BadPointer),
		noGet("/request/headers/x-one/0", BadPointer),
		noGet("/request/headers/x-none", Absent),
		noGet("/request/headers/", Absent),
		noGet("/request/headers/x-\u017f", Absent),
		set("/request/headers/X-One", `"one"`),
		get("/request/headers/x-one", `"one"`),
		set("/request/headers/New", ` ["a", "b"] `),
		get("/request/headers/new", `["a","b"]`),
		set("/request/headers/new/1", `"c"`),
		set("/request/headers/new/-", `"d"`),
		noSet("/request/headers/new/3", `"e"`, Absent),
		get("/request/headers/new", `["a","c","d"]`),
		remove("/request/headers/new/0"),
		remove("/request/headers/new/7"),
		remove("/request/headers/none/7"),
		noRemove("/request/headers/new/x", BadPointer),
		noRemove("/request/headers/x-one/0", BadPointer),
		remove("/request/headers/X-TWO"),
		remove("/request/headers/X-Two"),
		get("/request/headers", `{"New":["c","d"],"X-One":"one"}`),
	)
	want := sdk.Header{"Circle-Token": {"hush"}, "X-One": {"one"}, "New": {"c", "d"}, "x-configured": {"hush"}}
	if diff := cmp.Diff(want, d.Request().Header); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestHeadersReadAsTheyWereSet(t *testing.T) {
	d := testDocument(testRun())
	follow(t, d,
		set("/request/headers/L/-", `"a"`),
		get("/request/headers/l", `["a"]`),
		set("/request/headers/l/-", `"b"`),
		remove("/request/headers/L/0"),
		get("/request/headers", `{"L":["b"],"X-Two":["1","2"],"x-one":"1"}`),
		remove("/request/headers/L/0"),
		noGet("/request/headers/L", Absent),
		noSet("/request/headers/L/0", `"a"`, Absent),
		noSet("/request/headers/L/x", `"a"`, BadPointer),
		noSet("/request/headers/L/-/x", `"a"`, BadPointer),
		noSet("/request/headers/x-one/-", `"a"`, BadPointer),
		set("/request/headers/x-one", `["a"]`),
		get("/request/headers/x-one/0", `"a"`),
		set("/request/headers/x-one", `"a"`),
		noGet("/request/headers/x-one/0", BadPointer),
		set("/request/headers/x-one", `[]`),
		noGet("/request/headers/x-one", Absent),
	)
	if _, ok := d.Request().Header["x-one"]; ok {
		t.Errorf("an empty list left %q", d.Request().Header)
	}
}

func TestHeaderValuesThatCannotBeSent(t *testing.T) {
	d := testDocument(testRun())
	for _, value := range []string{
		`1`, `null`, `{}`, `true`, `[1]`, `["a",null]`, `[["a"]]`, `"a\r\nB: c"`, `"a\n"`, `"a\u0000"`, `"\u007f"`, `" a"`,
		`"\ta"`, `"\u00a0a"`, `["a","b\n"]`, `"a`, `a`, ``, `"a" "b"`,
	} {
		follow(t, d, noSet("/request/headers/X", value, BadValue))
	}
	for _, value := range []string{`""`, `"a\tb"`, `"é☃ "`, `"a,b"`} {
		follow(t, d, set("/request/headers/X", value), get("/request/headers/X", value))
	}
	for _, name := range []string{"", "a b", "a:", "é", "a\r\nb", "a~1b", "a\x00", "\x7f"} {
		follow(t, d, noSet("/request/headers/"+name, `"x"`, BadValue), noSet("/request/headers/"+name+"/-", `"x"`, BadValue))
	}
	follow(t, d, noSet("/request/headers/x-two/-", `"a\n"`, BadValue), noSet("/request/headers/x-two/0", `["a"]`, BadValue))
}
