package document

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

func TestRequestIsTheRunsOwnUntilChanged(t *testing.T) {
	run := testRun()
	d := testDocument(run)
	follow(t, d,
		get("/request/body/branch", `"main"`),
		remove("/request/body/nothing"),
		remove("/request/headers/none"),
		remove("/request/query/none"),
		noSet("/request/method", `1`, BadValue),
		noSet("/request/body/branch/x", `1`, BadPointer),
	)
	if d.Changed() || d.Request() != run.Request {
		t.Errorf("changed: %t, %+v", d.Changed(), d.Request())
	}
	follow(t, d, set("/request/url", `"u"`))
	got := d.Request()
	if !d.Changed() || got == run.Request || got.URL != "u" || got.Wire != nil {
		t.Errorf("changed: %t, %+v", d.Changed(), got)
	}
	if d.Request() != got {
		t.Error("made anew without a change")
	}
}

// A request that was given out stays as it is, whatever is set after.
func TestRequestIsNotWrittenToAgain(t *testing.T) {
	calls := []call{
		set("/request/method", `"PUT"`),
		set("/request/headers/X-New", `"1"`),
		set("/request/headers/X-Two/0", `"x"`),
		set("/request/query/a/0", `"x"`),
		set("/request/query/c", `"x"`),
		set("/request/body/parameters/x", `1`),
		set("/request/body/list/-", `1`),
		set("/request/body/list/0", `1`),
		set("/request/body/made/list/-", `1`),
		remove("/request/body/list/0"),
		remove("/request/body/parameters/count"),
		remove("/request/headers/x-one"),
		remove("/request/query/b"),
	}
	run := testRun()
	d := testDocument(run)
	for i := range 2 * len(calls) {
		given := d.Request()
		before := testCopy(given)
		follow(t, d, calls[i%len(calls)], calls[(i+1)%len(calls)])
		if diff := cmp.Diff(before, given); diff != "" {
			t.Errorf("after %v (-before +after):\n%s", calls[i%len(calls)], diff)
		}
	}
	if diff := cmp.Diff(testRun(), run); diff != "" {
		t.Errorf("the run was changed (-before +after):\n%s", diff)
	}
}

func TestResetForgets(t *testing.T) {
	d := testDocument(testRun())
	follow(t, d,
		set("/request/headers/x-one", `["a"]`),
		set("/request/query/b", `["a"]`),
		set("/request/body/list/-", `1`),
		get("/event/tags", `["b","a"]`),
	)
	d.Request()
	run := testRun()
	d.Reset(&run, noon)
	follow(t, d,
		get("/request/headers/x-one", `"1"`),
		get("/request/query/b", `"2"`),
		get("/request/body/list", `["x",null,{"k":"v"}]`),
	)
	if d.Changed() || d.Request() != run.Request {
		t.Errorf("changed: %t, %+v", d.Changed(), d.Request())
	}
	d.Reset(&sdk.Run{}, noon)
	follow(t, d, noGet("/request/method", Absent), get("/event", `null`))
}

// testCopy copies all that a document could write to.
func testCopy(r *sdk.Request) *sdk.Request {
	out := *r
	if r.Header != nil {
		out.Header = r.Header.Clone()
	}
	out.Query = slices.Clone(r.Query)
	out.Body = copyValue(r.Body)
	return &out
}

func copyValue(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for name, member := range v {
			out[name] = copyValue(member)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = copyValue(item)
		}
		return out
	}
	return v
}
