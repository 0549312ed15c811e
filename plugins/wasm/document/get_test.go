package document

import (
	"testing"

	"github.com/drayhq/dray/sdk"
)

func TestGet(t *testing.T) {
	follow(t, testDocument(testRun()),
		get("/event/action", `"deploy"`),
		get("/event/n", `1.50`),
		get("/event/big", `9007199254740993`),
		get("/event/none", `null`),
		noGet("/event/none/x", Absent),
		noGet("/event/nothing", Absent),
		noGet("/event/nothing/x/0", Absent),
		noGet("/event/action/x", BadPointer),
		noGet("/event/n/0", BadPointer),
		get("/event/tags", `["b","a"]`),
		get("/event/tags/0", `"b"`),
		get("/event/tags/1", `"a"`),
		get("/event/list/0/x", `1`),
		get("/event/list/1/0", `2`),
		get("/event/a~1b/m~0n", `"x"`),
		get("/event//", `"empty"`),
		get("/event/obj", `{"a":"é<&>\u2028","z":1}`),
		get("/run", `{"attempt":2,"id":"r_1","now":"2026-03-01T11:00:00.5Z","topic":"org.runs"}`),
		get("/run/id", `"r_1"`),
		get("/run/attempt", `2`),
		get("/run/topic", `"org.runs"`),
		get("/run/now", `"2026-03-01T11:00:00.5Z"`),
		noGet("/run/other", Absent),
		noGet("/run/other/x", Absent),
		noGet("/run/id/x", BadPointer),
		noGet("/run/now/0", BadPointer),
		get("/config/team", `"payments"`),
		get("/config", `{"list":[1,2],"team":"payments"}`),
		noGet("/other", Absent),
		noGet("/other/x", Absent),
		noGet("/", Absent),
		noGet("/Event", Absent),
	)
}

func TestGetOfTheRequest(t *testing.T) {
	follow(t, testDocument(testRun()),
		get("/request/method", `"POST"`),
		get("/request/url", `"https://circleci.com/api/v2/project/gh%2Fo%2Fr/pipeline"`),
		noGet("/request/method/x", BadPointer),
		noGet("/request/url/0", BadPointer),
		noGet("/request/other", Absent),
		noGet("/request/wire", Absent),
		noGet("/request/", Absent),
		get("/request/query", `{"a":["1","3"],"b":"2"}`),
		get("/request/query/a", `["1","3"]`),
		get("/request/query/a/1", `"3"`),
		noGet("/request/query/A", Absent),
		noGet("/request/query/a/2", Absent),
		noGet("/request/query/a/-", Absent),
		noGet("/request/query/a/x", BadPointer),
		noGet("/request/query/a/0/x", BadPointer),
		get("/request/query/b", `"2"`),
		noGet("/request/query/b/0", BadPointer),
		noGet("/request/query/none/0", Absent),
		get("/request/body/parameters", `{"count":3,"deploy":true,"ratio":0.5}`),
		get("/request/body/list/2/k", `"v"`),
		get("/request/body/none", `null`),
		noGet("/request/body/list/1/x", Absent),
		noGet("/request/body/branch/x", BadPointer),
	)
}

func TestGetOfPrefixes(t *testing.T) {
	run := testRun()
	run.Event = "e"
	const request = `{"body":null,"headers":{"X-Two":["1","2"],"x-one":"1"},"method":"POST",` +
		`"query":{"a":["1","3"],"b":"2"},"url":"u"}`
	run.Request.Body, run.Request.URL = nil, "u"
	follow(t, testDocument(run),
		get("/event", `"e"`),
		noGet("/event/x", BadPointer),
		get("/request", request),
		get("/request/body", `null`),
		noGet("/request/body/x", Absent),
		get("", `{"config":{"list":[1,2],"team":"payments"},"event":"e","request":`+request+
			`,"run":{"attempt":2,"id":"r_1","now":"2026-03-01T11:00:00.5Z","topic":"org.runs"}}`),
	)
	bare := New(Options{})
	bare.Reset(&sdk.Run{Request: &sdk.Request{}}, noon)
	follow(t, bare,
		get("/request", `{"body":null,"headers":{},"method":"","query":{},"url":""}`),
		get("/config", `{}`),
		noGet("/config/x", Absent),
		get("/event", `null`),
		noGet("/event/x", Absent),
	)
}

func TestGetWithoutARequest(t *testing.T) {
	d := New(Options{})
	d.Reset(&sdk.Run{}, noon)
	follow(t, d,
		noGet("/request", Absent),
		noGet("/request/method", Absent),
		noGet("/request/headers", Absent),
		noGet("/request/headers/X", Absent),
		noGet("/request/headers/Cookie", NotAllowed),
		noGet("/request/query", Absent),
		noGet("/request/body", Absent),
		get("", `{"config":{},"event":null,"run":{"attempt":0,"id":"","now":"2026-03-01T11:00:00.5Z","topic":""}}`),
		remove("/request/body"),
		remove("/request/headers/X"),
		remove("/request/query/x"),
	)
	if d.Changed() || d.Request() != nil {
		t.Errorf("changed: %t, %+v", d.Changed(), d.Request())
	}
	follow(t, d,
		set("/request/body/a", `1`),
		get("/request", `{"body":{"a":1},"headers":{},"method":"","query":{},"url":""}`),
	)
	if d.Request() == nil {
		t.Error("no request after a set")
	}
}
