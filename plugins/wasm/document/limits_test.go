package document

import (
	"strings"
	"testing"
)

func TestSizeLimits(t *testing.T) {
	d := New(Options{MaxBytes: 20, MaxRead: 20})
	run := testRun()
	run.Event = decoded(`{"fits":"` + strings.Repeat("x", 18) + `","over":"` + strings.Repeat("x", 19) + `","many":{"a":0,"b":0,"c":0,"d":0,"e":0,"f":0}}`)
	d.Reset(&run, noon)
	follow(t, d,
		get("/event/fits", `"`+strings.Repeat("x", 18)+`"`),
		noGet("/event/over", OverLimit),
		noGet("/event/many", OverLimit),
		noGet("/event", OverLimit),
		noGet("/run", OverLimit),
		noGet("/request/url", OverLimit),
		noGet("", OverLimit),
		set("/request/body/a", strings.Repeat("1", 20)),
		noSet("/request/body/a", strings.Repeat("1", 21), OverLimit),
		noSet("/request/body/a", `1`+strings.Repeat(" ", 20), OverLimit),
		noSet("/request/url", `"`+strings.Repeat("x", 19)+`"`, OverLimit),
		noSet("/request/body/"+strings.Repeat("a", 20), `1`, OverLimit),
		noRemove("/request/body/"+strings.Repeat("a", 20), OverLimit),
	)
	if got, _ := New(Options{}).Get([]byte("/config")); string(got) != `{}` {
		t.Errorf("by default: %s", got)
	}
}

func TestLimitOfACall(t *testing.T) {
	d := New(Options{MaxBytes: 100})
	run := testRun()
	d.Reset(&run, noon)
	pointer, value := "/request/body", `"`+strings.Repeat("x", 85)+`"` // 100 bytes in all
	for range callValues {
		follow(t, d, set(pointer, value))
	}
	follow(t, d, noSet(pointer, `1`, OverLimit), remove(pointer), get(pointer, `null`))
	d.Reset(&run, noon)
	follow(t, d, set(pointer, value))
}

func TestDepthLimit(t *testing.T) {
	nested := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	path := func(n int) string { return "/request/body" + strings.Repeat("/a", n) }
	d := testDocument(testRun())
	follow(t, d,
		set("/request/body", nested(MaxDepth)),
		get("/request/body", nested(MaxDepth)),
		noSet("/request/body", nested(MaxDepth+1), OverLimit),
		noSet("/request/body", strings.Repeat(`{"a":`, MaxDepth+1)+"1"+strings.Repeat("}", MaxDepth+1), OverLimit),
		noSet("/request/body/-", nested(MaxDepth), OverLimit),
		set("/request/body", `null`),
		set(path(MaxDepth), `1`),
		noSet(path(MaxDepth+1), `1`, OverLimit),
		noSet(path(MaxDepth), `[]`, OverLimit),
		set(path(MaxDepth-1), `[]`),
	)
}
