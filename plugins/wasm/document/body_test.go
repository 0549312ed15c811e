package document

import "testing"

func TestSetInTheBody(t *testing.T) {
	for _, c := range []struct{ body, pointer, value, want string }{
		{`null`, "", `{"a":[1,2.50,"x",true,null]}`, `{"a":[1,2.50,"x",true,null]}`},
		{`{"a":1}`, "", `null`, `null`},
		{`{"a":1}`, "", `"text"`, `"text"`},
		{`{"a":1}`, "/a", `2`, `{"a":2}`},
		{`{"a":1}`, "/b", `null`, `{"a":1,"b":null}`},
		{`{"a":1}`, "/", `2`, `{"":2,"a":1}`},
		{`{"a":1}`, "/~0~1", `2`, `{"a":1,"~/":2}`},
		{`null`, "/a/b/c", `1`, `{"a":{"b":{"c":1}}}`},
		{`{"a":null}`, "/a/b", `1`, `{"a":{"b":1}}`},
		{`null`, "/0", `1`, `{"0":1}`},
		{`null`, "/-", `1`, `[1]`},
		{`null`, "/a/-/b/-/-", `1`, `{"a":[{"b":[[1]]}]}`},
		{`{"-":1}`, "/-", `2`, `{"-":2}`},
		{`[1,2]`, "/1", `3`, `[1,3]`},
		{`[1,2]`, "/-", `3`, `[1,2,3]`},
		{`[1,null]`, "/1/a", `3`, `[1,{"a":3}]`},
		{`[1]`, "/-/name", `"x"`, `[1,{"name":"x"}]`},
		{`[1]`, "/-/-", `"x"`, `[1,["x"]]`},
		{`[]`, "/-", `1`, `[1]`},
		{`{"l":[{"a":1},{"a":2}]}`, "/l/1/a", `3`, `{"l":[{"a":1},{"a":3}]}`},
		{`{}`, "/a", `"é\u00e9\"\\\/\b\f\n\r\t\u0001😀\ud83d\ude00"`, `{"a":"éé\"\\/\b\f\n\r\t\u0001😀😀"}`},
		{`{}`, "/a", " \t\r\n[ 1 , { } , [ ] , { \"b\" : -0.10E+5 } ] ", `{"a":[1,{},[],{"b":-0.10E+5}]}`},
	} {
		run := testRun()
		run.Request.Body = decoded(c.body)
		follow(t, testDocument(run), set("/request/body"+c.pointer, c.value), get("/request/body", c.want))
	}
}

func TestSetInTheBodyRefuses(t *testing.T) {
	d := testDocument(testRun())
	before, _ := d.Get([]byte("/request/body"))
	want := string(before)
	follow(t, d,
		noSet("/request/body/branch/x", `1`, BadPointer),
		noSet("/request/body/branch/-", `1`, BadPointer),
		noSet("/request/body/parameters/count/x", `1`, BadPointer),
		noSet("/request/body/list/3", `1`, Absent),
		noSet("/request/body/list/3/x", `1`, Absent),
		noSet("/request/body/list/x", `1`, BadPointer),
		noSet("/request/body/list/01", `1`, BadPointer),
		noSet("/request/body/list/0/x", `1`, BadPointer),
		get("/request/body", want),
	)
	if d.Changed() || d.Request() == nil || d.Request().Wire == nil {
		t.Errorf("changed: %t, %+v", d.Changed(), d.Request())
	}
}

func TestRemoveFromTheBody(t *testing.T) {
	for _, c := range []struct {
		body, pointer, want string
		code                Code
		changed             bool
	}{
		{`{"a":1}`, "", `null`, Done, true},
		{`null`, "", `null`, Done, false},
		{`{"a":1,"b":2}`, "/a", `{"b":2}`, Done, true},
		{`{"a":null}`, "/a", `{}`, Done, true},
		{`{"a":1}`, "/b", `{"a":1}`, Done, false},
		{`{"a":1}`, "/b/c/d", `{"a":1}`, Done, false},
		{`{"a":null}`, "/a/b", `{"a":null}`, Done, false},
		{`null`, "/a", `null`, Done, false},
		{`{"a":1}`, "/a/b", `{"a":1}`, BadPointer, false},
		{`"x"`, "/a", `"x"`, BadPointer, false},
		{`[1,2,3]`, "/1", `[1,3]`, Done, true},
		{`[1]`, "/0", `[]`, Done, true},
		{`[1]`, "/1", `[1]`, Done, false},
		{`[1]`, "/-", `[1]`, Done, false},
		{`[1]`, "/-/x", `[1]`, Done, false},
		{`[1]`, "/x", `[1]`, BadPointer, false},
		{`[{"a":[1,2]}]`, "/0/a/0", `[{"a":[2]}]`, Done, true},
	} {
		run := testRun()
		run.Request.Body = decoded(c.body)
		d := testDocument(run)
		follow(t, d, noRemove("/request/body"+c.pointer, c.code), get("/request/body", c.want))
		if d.Changed() != c.changed || (d.Request() == run.Request) == c.changed {
			t.Errorf("%s without %s: changed is %t, want %t", c.body, c.pointer, d.Changed(), c.changed)
		}
	}
}

// Each level is copied once, and written in place from then on.
func TestWritingOverAndOver(t *testing.T) {
	follow(t, testDocument(testRun()),
		set("/request/body/list/-", `1`),
		set("/request/body/list/-", `2`),
		remove("/request/body/list/0"),
		set("/request/body/list/0", `3`),
		set("/request/body/list/1/k", `4`),
		set("/request/body/list/-", `5`),
		remove("/request/body/parameters"),
		set("/request/body/parameters/a/b", `6`),
		set("/request/body/parameters/a/c", `7`),
		remove("/request/body/parameters/a/b"),
		remove("/request/body/list/1/k"),
		get("/request/body", `{"branch":"main","list":[3,{},1,2,5],"none":null,"parameters":{"a":{"c":7}}}`),
		set("/request/body/list", `[]`),
		set("/request/body/list/-", `1`),
		remove("/request/body/list/0"),
		set("/request/body/list/-", `2`),
		get("/request/body/list", `[2]`),
	)
}
