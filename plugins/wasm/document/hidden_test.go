package document

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

func TestHiddenHeaders(t *testing.T) {
	for _, name := range []string{
		"Circle-Token", "circle-token", "CIRCLE-TOKEN", "Authorization", "Proxy-Authorization", "Cookie", "X-Port-Signature", "x-CONFIGURED",
	} {
		at := "/request/headers/" + name
		d := testDocument(testRun())
		follow(t, d,
			noGet(at, NotAllowed),
			noGet(at+"/0", NotAllowed),
			noGet(at+"/x/y", NotAllowed),
			noSet(at+"/0", `"x"`, NotAllowed),
			noSet(at+"/-", `"x"`, NotAllowed),
			noRemove(at+"/0", NotAllowed),
			set(at, `"mine"`),
			noGet(at, NotAllowed),
			get("/request/headers", `{"X-Two":["1","2"],"x-one":"1"}`),
			set(at, `["a","b"]`),
			noGet(at, NotAllowed),
			noGet(at+"/0", NotAllowed),
		)
		if got := d.Request().Header; !cmp.Equal(got[name], []string{"a", "b"}) || got.Key(name) != name {
			t.Errorf("%s set: %q", name, got)
		}
		follow(t, d, remove(at), noGet(at, NotAllowed), remove(at))
		if got := d.Request().Header; got.Key(name) != "" {
			t.Errorf("%s removed: %q", name, got)
		}
	}
}

func TestHiddenHeadersSurvive(t *testing.T) {
	d := testDocument(testRun())
	follow(t, d, set("/request/headers/X-One", `"2"`), remove("/request/headers/X-Two"))
	want := sdk.Header{"Circle-Token": {"hush"}, "X-One": {"2"}, "x-configured": {"hush"}}
	if diff := cmp.Diff(want, d.Request().Header); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A native step may have made what no mapping does.
func TestHeadersThatDifferInCase(t *testing.T) {
	run := testRun()
	run.Request.Header = sdk.Header{"a": {"1"}, "A": {"2"}, "None": {}}
	d := testDocument(run)
	follow(t, d,
		get("/request/headers", `{"A":"2","a":"1"}`),
		noGet("/request/headers/None", Absent),
		set("/request/headers/a", `"3"`),
		get("/request/headers", `{"a":"3"}`),
	)
	d.Reset(&run, noon)
	follow(t, d, remove("/request/headers/a"), get("/request/headers", `{}`))
}
