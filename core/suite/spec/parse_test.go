package spec

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	f, err := Parse("house/dray_test.yaml", []byte(`
config: other.yaml
env: {N: 3, V: 1.10, EMPTY: null}
now: 2026-03-02T09:30:00+01:00
cases:
  - name: one
    event: {action: deploy, n: 1.50, big: 123456789012345678901234567890, "few": [1e3, 1E-7, "1e3", 0x10]}
    change_log: false
    expect: {mapping: null, reason: "/a+/", request: {body: {a: [1, null], exact: 1}, exact: true}, warnings: []}
`))
	if err != nil {
		t.Fatal(err)
	}
	c := f.Cases[0]
	if diff := cmp.Diff(map[string]string{"N": "3", "V": "1.10", "EMPTY": ""}, f.Env); diff != "" {
		t.Errorf("env (-want +got):\n%s", diff)
	}
	if !f.Now.Equal(time.Date(2026, 3, 2, 8, 30, 0, 0, time.UTC)) || f.Path(f.Config) != "house/other.yaml" {
		t.Errorf("now %v, config %s", f.Now, f.Path(f.Config))
	}
	if c.Line() != "house/dray_test.yaml:6" || c.ChangeLog == nil || *c.ChangeLog {
		t.Errorf("line %s, change log %v", c.Line(), c.ChangeLog)
	}
	e := c.Expect
	if e.Outcome.Set || !e.Mapping.Null || !e.Warnings.Set || e.Exact || !e.Request.Value.Exact {
		t.Errorf("%+v", e)
	}
	if !e.Reason.Value.In("xaay") || e.Reason.Value.In("xy") {
		t.Error("the reason is no regular expression")
	}
	raw, err := f.Message(c, os.ReadFile)
	if want := `{"action":"deploy","big":123456789012345678901234567890,"few":[1e3,1E-7,"1e3",16],"n":1.50}`; err != nil || string(raw) != want {
		t.Errorf("%s, %v", raw, err)
	}
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"nothing":        {"", "f: cases: there are none; each needs a name, an event and an expect"},
		"an unknown key": {"caes: []", "f:1:1: caes: unknown key; did you mean cases?"},
		"deeper": {"cases:\n- name: a\n  event: e\n  expect:\n    request:\n      bdy: {}",
			"f:6:7: cases[0].expect.request.bdy: unknown key; did you mean body?"},
		"in a report": {"cases: [{name: a, event: e, expect: {report: {status_label: x}}}]",
			"f:1:47: cases[0].expect.report.status_label: unknown key; did you mean statusLabel?"},
		"no name":       {"cases:\n- event: e\n  expect: {outcome: send}", "f:2:3: cases[0]: the case has no name"},
		"no event":      {"cases:\n- name: a\n  expect: {outcome: send}", "f:2:3: cases[0]: the case has no event: give it the path of a file with one, or one itself"},
		"a null":        {"cases:\n-", "f:2:3: cases[0]: a case has a name, an event and an expect"},
		"a list":        {"cases: [{name: a, event: [e], expect: {outcome: send}}]", "f:1:26: cases[0].event: it takes the path of a file with an event, or an event, not a list"},
		"nothing said":  {"cases:\n- name: a\n  event: e\n  expect: {}", "f:2:3: cases[0]: the case expects nothing, so that it can't fail: add an expect, such as {outcome: send}"},
		"exact alone":   {"cases:\n- name: a\n  event: e\n  expect: {outcome: send, exact: true}", "f:2:3: cases[0]: exact holds for request and report, and neither is named"},
		"exact request": {"cases:\n- name: a\n  event: e\n  expect: {request: {method: POST, exact: true}}", "f:4:21: cases[0].expect.request: exact holds for headers and body, and neither is named: give {} for no headers, null for no body"},
		"an outcome":    {"cases: [{name: a, event: e, expect: {outcome: sent}}]", "f:1:47: cases[0].expect.outcome: it takes send, skip, drop, fail"},
		"no outcome":    {"cases: [{name: a, event: e, expect: {outcome: null}}]", "f:1:47: cases[0].expect.outcome: it takes send, skip, drop, fail"},
		"a signature":   {"cases: [{name: a, event: e, expect: {signature: good}}]", "f:1:49: cases[0].expect.signature: it takes valid, invalid, absent, unchecked"},
		"a mapping":     {"cases: [{name: a, event: e, expect: {mapping: first}}]", "f:1:47: cases[0].expect.mapping: it takes a whole number"},
		"a pattern":     {"cases: [{name: a, event: e, expect: {reason: /(/}}]", "f:1:46: cases[0].expect.reason: error parsing regexp: missing closing ): `(`"},
		"a warning":     {"cases: [{name: a, event: e, expect: {warnings: one}}]", "f:1:48: cases[0].expect.warnings: it takes a list, not a single value"},
		"a patch":       {"cases: [{name: a, event: e, patch: null, expect: {outcome: send}}]", "f:1:36: cases[0].patch: it takes the members of the event that are to be others, null for those to be left out"},
		"no status":     {"cases:\n- name: a\n  event: e\n  response: {body: {}}\n  expect: {outcome: send}", "f:2:3: cases[0]: the response needs a status, such as 201"},
		"a time":        {"now: today", "f:1:6: now: it takes a time such as 2026-03-02T09:30:00Z"},
		"not JSON":      {"cases: [{name: a, event: {a: .nan}, expect: {outcome: send}}]", "f:1:26: cases[0].event: JSON can't hold it: json: unsupported value: NaN"},
		"twice a name":  {"cases:\n- {name: a, event: e, expect: {outcome: send}}\n- {name: a, event: e, expect: {outcome: skip}}", "f:3:3: cases[1]: another case has this name, at f:2"},
		"two documents": {"cases: []\n---\ncases: []", "f:3:1: a second document; there can be one only: remove the --- above it"},
	} {
		if _, err := Parse("f", []byte(test.text)); err == nil || err.Error() != test.want {
			t.Errorf("%s:\ngot  %v\nwant %s", name, err, test.want)
		}
	}
}

func TestMessage(t *testing.T) {
	read := func(path string) ([]byte, error) {
		return map[string][]byte{"e.json": []byte(`{"a": {"b": 1, "c": 2}, "l": [1]}`), "junk": []byte("not JSON")}[path], nil
	}
	for name, test := range map[string]struct{ keys, want string }{
		"a file as it is":  {"event: e.json", `{"a": {"b": 1, "c": 2}, "l": [1]}`},
		"and junk":         {"event: junk", "not JSON"},
		"a file patched":   {"event: e.json, patch: {a: {c: null, d: {e: null}}, l: [2]}", `{"a":{"b":1,"d":{}},"l":[2]}`},
		"an event patched": {"event: {a: 1}, patch: {a: {b: 1}}", `{"a":{"b":1}}`},
	} {
		f, err := Parse("f", []byte("cases: [{name: a, expect: {outcome: send}, "+test.keys+"}]"))
		if err != nil {
			t.Fatal(name, err)
		}
		if raw, err := f.Message(f.Cases[0], read); err != nil || string(raw) != test.want {
			t.Errorf("%s: %s, %v", name, raw, err)
		}
	}
	f, err := Parse("f", []byte("cases: [{name: a, expect: {outcome: send}, event: junk, patch: {a: 1}}]"))
	if err != nil {
		t.Fatal(err)
	}
	want := "f:1:51: cases[0].event: patching the event: junk is not JSON"
	if _, err := f.Message(f.Cases[0], read); err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got %v", err)
	}
}
