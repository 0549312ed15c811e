package path

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/limit"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

func edited(t *testing.T, e *Edit, in map[string]any, path []any, leaf any) map[string]any {
	t.Helper()
	out, err := e.Set(in, path, leaf)
	if err != nil {
		t.Fatal(err)
	}
	return out.(map[string]any)
}

// What an edit hands to the program is the program's: the edit goes on with a copy.
func TestEditCopiesWhatItGaveAway(t *testing.T) {
	in := map[string]any{"a": map[string]any{"n": 1}, "l": []any{1, 2}}
	e := NewEdit(limit.New(t.Context()), &order.Table{})
	first := edited(t, e, in, []any{"a", "n"}, 2)
	given, err := e.Get(first, []any{"a"})
	if err != nil {
		t.Fatal(err)
	}
	last := edited(t, e, first, []any{"a", "n"}, 3)

	if diff := cmp.Diff(any(map[string]any{"n": 2}), given); diff != "" {
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
	e := NewEdit(limit.New(t.Context()), &order.Table{})
	out := edited(t, e, in, []any{"k"}, 0)
	for i := range 100 {
		next := edited(t, e, out, []any{string(rune('a' + i))}, i)
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
	got, err := Delete(limit.New(t.Context()), &order.Table{}, in, []any{
		[]any{"b", 0}, []any{"b", map[string]any{"start": 2, "end": nil}}, []any{"a", "x"}, []any{"n", "x"}, []any{"nope"}, []any{"b", -1},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"b": []any{1}, "a": map[string]any{"y": 2}, "n": nil}
	if diff := cmp.Diff(any(want), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]any{0, 1, 2, 3}, in["b"]); diff != "" {
		t.Errorf("the input was changed:\n%s", diff)
	}
	for _, paths := range [][]any{{1}, {[]any{"b", "x"}}, {[]any{0}}} {
		if got, err := Delete(limit.New(t.Context()), &order.Table{}, in, paths); err == nil {
			t.Errorf("%v: %v, want an error", paths, got)
		}
	}
}
