package document

import (
	"errors"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

// tester is what compareScript needs of *testing.T and *rapid.T.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// compareScript goes through a script twice, with a body of values and with one of
// text: nobody may see which it is.
func compareScript(t tester, withRequest bool, script string) {
	t.Helper()
	if !withRequest {
		compareOn(t, nil, nil, script)
		return
	}
	compareOn(t, testRun().Request, testRun().Request, script)
	compareOn(t, textRequest(t), textRequest(t), script)
}

func textRequest(t tester) *sdk.Request {
	t.Helper()
	request := testRun().Request
	text, err := Encode(request.Body)
	if err != nil {
		t.Fatalf("%v", err)
	}
	request.Body = sdk.JSON(text)
	return request
}

// compareOn takes two requests that are equal, and compares the first with the second
// in the end.
func compareOn(t tester, request, untouched *sdk.Request, script string) {
	t.Helper()
	run := testRun()
	run.Request = request
	d := testDocument(run)
	m := newModel(run, decoded(`{"team":"payments","list":[1,2]}`))
	var given, before []*sdk.Request
	for line := range strings.Lines(script) {
		line = strings.TrimSuffix(line, "\n")
		if strings.Count(line, "/")+strings.Count(line, "[")+strings.Count(line, "{") > MaxDepth/2 {
			return // of the depth the model knows nothing
		}
		if line == "!" && d.Request() != nil {
			given, before = append(given, d.Request()), append(before, testCopy(d.Request()))
		}
		compareCall(t, d, m, line)
	}
	compareRequest(t, d, m)
	for i := range given {
		if diff := cmp.Diff(before[i], given[i]); diff != "" {
			t.Errorf("a request that was given out was changed (-before +after):\n%s", diff)
		}
	}
	want := testRun()
	want.Request = untouched
	if diff := cmp.Diff(want, run); diff != "" {
		t.Errorf("the run was changed (-before +after):\n%s", diff)
	}
}

func compareCall(t tester, d *Document, m *model, line string) {
	t.Helper()
	if line == "" {
		return
	}
	pointer, json, _ := strings.Cut(line[1:], "\t")
	switch line[0] {
	case '?':
		got, code := d.Get([]byte(pointer))
		want, wantCode := m.get(pointer)
		if string(got) != want || code != wantCode {
			t.Fatalf("get %q: %s (%s), the model says %s (%s)", pointer, got, code, want, wantCode)
		}
	case '=':
		if code, want := d.Set([]byte(pointer), []byte(json)), m.set(pointer, json); code != want {
			t.Fatalf("set %q %q: %s, the model says %s", pointer, json, code, want)
		}
	case '-':
		if code, want := d.Remove([]byte(pointer)), m.remove(pointer); code != want {
			t.Fatalf("remove %q: %s, the model says %s", pointer, code, want)
		}
	}
}

// compareRequest compares also what is hidden.
func compareRequest(t tester, d *Document, m *model) {
	t.Helper()
	compareCall(t, d, m, "?")
	if d.Changed() != m.changed {
		t.Fatalf("changed: %t, the model says %t", d.Changed(), m.changed)
	}
	got := d.Request()
	if got == nil {
		return
	}
	headers := asTexts(got.Header)
	for name, v := range m.root["request"].(map[string]any)["headers"].(map[string]any) {
		if list, ok := v.([]any); ok && len(list) == 1 {
			v = list[0]
		}
		if diff := cmp.Diff(v, headers[name]); diff != "" {
			t.Fatalf("header %s (-model +got):\n%s", name, diff)
		}
		delete(headers, name)
	}
	if len(headers) > 0 {
		t.Fatalf("more headers than in the model: %v", headers)
	}
}

func strictJSON(text string) bool {
	d := jsontext.NewDecoder(strings.NewReader(text))
	if _, err := d.ReadValue(); err != nil {
		return false
	}
	_, err := d.ReadToken()
	return errors.Is(err, io.EOF)
}
