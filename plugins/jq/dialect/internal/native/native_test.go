package native

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

func testRun() *Run { return &Run{Orders: &order.Table{}} }

// What an edit hands to the program is the program's: the edit goes on with a copy.
func TestEditCopiesWhatItGaveAway(t *testing.T) {
	in := map[string]any{"a": map[string]any{"n": 1}, "l": []any{1, 2}}
	e := newEdit(testRun(), nil, nil)
	first := set(in, []any{e, []any{"a", "n"}, 2}).(map[string]any)
	given := get(first, []any{e, []any{"a"}}).(map[string]any)
	last := set(first, []any{e, []any{"a", "n"}, 3}).(map[string]any)

	if diff := cmp.Diff(map[string]any{"n": 2}, given); diff != "" {
		t.Errorf("what was given away changed:\n%s", diff)
	}
	if diff := cmp.Diff(map[string]any{"a": map[string]any{"n": 3}, "l": []any{1, 2}}, last); diff != "" {
		t.Error(diff)
	}
	if in["a"].(map[string]any)["n"] != 1 {
		t.Error("the input was changed")
	}
}

// Many paths of one edit share their copies.
func TestEditIsLinear(t *testing.T) {
	in := map[string]any{}
	e := newEdit(testRun(), nil, nil)
	out := set(in, []any{e, []any{"k"}, 0}).(map[string]any)
	for i := range 100 {
		next := set(out, []any{e, []any{string(rune('a' + i))}, i}).(map[string]any)
		next["same"] = true
		if out["same"] != true {
			t.Fatalf("path %d copied the object again", i)
		}
		delete(next, "same")
		out = next
	}
}

func TestRemove(t *testing.T) {
	in := map[string]any{"b": []any{0, 1, 2, 3}, "a": map[string]any{"x": 1, "y": 2}, "n": nil}
	got := deletePaths(testRun(), in, []any{[]any{
		[]any{"b", 0}, []any{"b", map[string]any{"start": 2, "end": nil}}, []any{"a", "x"}, []any{"n", "x"}, []any{"nope"}, []any{"b", -1},
	}})
	want := map[string]any{"b": []any{1}, "a": map[string]any{"y": 2}, "n": nil}
	if diff := cmp.Diff(any(want), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]any{0, 1, 2, 3}, in["b"]); diff != "" {
		t.Errorf("the input was changed:\n%s", diff)
	}
	for _, paths := range []any{1, []any{1}, []any{[]any{"b", "x"}}, []any{[]any{0}}} {
		if err, ok := deletePaths(testRun(), in, []any{paths}).(error); !ok {
			t.Errorf("%v: %v, want an error", paths, err)
		}
	}
}

func TestDump(t *testing.T) {
	m := map[string]any{"b": []any{nil, true, false, 1.5, "\x00\x1f\x7f\"\\\n\u2028é<\xff"}, "a": map[string]any{}}
	orders := &order.Table{}
	orders.Set(m, []string{"b", "a"})
	want := `{"b":[null,true,false,1.5,"\u0000\u001f\u007f\"\\\n` + "\u2028é<\ufffd" + `"],"a":{}}`
	if diff := cmp.Diff(want, dump(orders, m)); diff != "" {
		t.Error(diff)
	}
	var deep any
	for range 2 * depth {
		deep = []any{deep}
	}
	if got := dump(nil, deep); len(got) != 2*depth+len("null") {
		t.Errorf("%d bytes for a value nested too deep", len(got))
	}
}

func TestSum(t *testing.T) {
	for _, c := range []struct {
		in   any
		want any
	}{
		{[]any{}, nil}, {[]any{nil, "a", nil, "b"}, "ab"}, {[]any{"", "a"}, "a"}, {[]any{[]any{}, []any{}}, []any{}},
		{[]any{[]any{1}, nil, []any{2}}, []any{1, 2}}, {[]any{1, 2.5}, 3.5}, {map[string]any{"b": 1, "a": 2}, 3},
		{[]any{map[string]any{"a": 1}, map[string]any{"a": 2, "b": 3}}, map[string]any{"a": 2, "b": 3}},
	} {
		if diff := cmp.Diff(c.want, sum(testRun(), c.in, nil)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", c.in, diff)
		}
	}
	for _, in := range []any{[]any{"a", 1}, []any{1, "a"}, []any{map[string]any{}, 1}, []any{[]any{}, "a"}, "text", nil} {
		if got, failed := sum(testRun(), in, nil).(error); !failed {
			t.Errorf("%v: %v, want an error", in, got)
		}
	}
}
