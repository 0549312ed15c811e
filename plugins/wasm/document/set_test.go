package document

import (
	"net/http"
	"testing"
)

func TestMethodAndURL(t *testing.T) {
	d := testDocument(testRun())
	follow(t, d,
		set("/request/method", `"put"`),
		get("/request/method", `"PUT"`),
		set("/request/url", ` "http://h/\u00e9" `),
		get("/request/url", `"http://h/é"`),
		noSet("/request/method", `"GET /"`, BadValue),
		noSet("/request/method", `""`, BadValue),
		noSet("/request/method", `null`, BadValue),
		noSet("/request/method", `["GET"]`, BadValue),
		noSet("/request/url", `1`, BadValue),
		noSet("/request/url", `null`, BadValue),
		noSet("/request/url", `"x`, BadValue),
		noSet("/request/url", `"x" 1`, BadValue),
		noSet("/request/method/x", `"x"`, BadPointer),
		noSet("/request/url/0", `"x"`, BadPointer),
		noRemove("/request/method", NotAllowed),
		noRemove("/request/url", NotAllowed),
		noRemove("/request/method/x", BadPointer),
		noRemove("/request/url/x", BadPointer),
	)
	if got := d.Request(); got.Method != http.MethodPut || got.URL != "http://h/é" {
		t.Errorf("%+v", got)
	}
}

func TestReadOnlyPlaces(t *testing.T) {
	d := testDocument(testRun())
	for _, pointer := range []string{
		"", "/event", "/event/action", "/event/action/x", "/event/nothing", "/run", "/run/id", "/run/other", "/config",
		"/config/team", "/config/nothing", "/request", "/request/headers", "/request/query",
	} {
		follow(t, d, noSet(pointer, `{}`, NotAllowed), noRemove(pointer, NotAllowed))
	}
	for _, pointer := range []string{"/", "/other", "/other/x", "/request/", "/request/other", "/request/wire/0", "/Request/body"} {
		follow(t, d, noSet(pointer, `{}`, NotAllowed), remove(pointer), noGet(pointer, Absent))
	}
	if d.Changed() {
		t.Error("changed")
	}
}

func TestValuesThatAreNotJSON(t *testing.T) {
	d := testDocument(testRun())
	for _, value := range []string{
		``, ` `, `x`, `nul`, `nulll`, `True`, `tru`, `fals`, `1 2`, `1,`, `01`, `-`, `-x`, `+1`, `.5`, `1.`, `1.e1`, `1e`, `1e+`, `0x1`, `NaN`, `--1`,
		`"`, `"a`, `a"`, `"a"b`, `"\"`, `"\x"`, `"\u12"`, `"\u12g4"`, "\"\n\"", "\"\x00\"", "\"\x1f\"", "\"\xff\"", "\"\xc3\"", `"\ud800"`, `"\udc00\ud800"`,
		"\"\xed\xa0\x80\"", `{`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a":1,}`, `{a:1}`, `{"a":1 "b":2}`, `{,}`, `{1:1}`, `{"a"::1}`,
		`{"a":1,"a":2}`, `{"a":1,"\u0061":2}`, `[`, `[1`, `[1,`, `[1,]`, `[,]`, `[1 2]`, `]`, `}`, `[}`, `{]`, `[1}`, "\u00a01", "\ufeff1", `1//`, "1\x00",
		`{"` + "\xff" + `":1}`,
	} {
		follow(t, d, noSet("/request/body", value, BadValue), noSet("/request/body/new", value, BadValue))
	}
	if d.Changed() {
		t.Error("changed")
	}
}
