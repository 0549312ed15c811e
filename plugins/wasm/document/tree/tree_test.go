package tree

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/wasm/document/answer"
)

// What is owned is written in place, however much it is; what was given never is.
func TestOwnedIsWrittenInPlace(t *testing.T) {
	const n = 3 * few
	given := func() any {
		root := map[string]any{}
		for i := range n {
			root[strconv.Itoa(i)] = map[string]any{"list": []any{i}}
		}
		return root
	}
	var o Owned
	source := given()
	root := source
	for round := range 3 {
		for i := range n {
			at := "/" + strconv.Itoa(i) + "/list/"
			before := root
			var code answer.Code
			if root, code = o.Put(root, at+"-", round); code != answer.Done {
				t.Fatal(code)
			}
			if root, code = o.Cut(root, at+"0"); code != answer.Done {
				t.Fatal(code)
			}
			if i+round > 0 && !same(before, root) {
				t.Fatalf("round %d: copied again at %s", round, at)
			}
		}
	}
	for i := range n {
		if got, _ := Find(root, []byte("/"+strconv.Itoa(i)+"/list")); !cmp.Equal(got, []any{2}) {
			t.Errorf("%d: %v", i, got)
		}
	}
	if diff := cmp.Diff(given(), source); diff != "" {
		t.Errorf("what was given was changed (-before +after):\n%s", diff)
	}
	o.Reset()
	if again, _ := o.Put(root, "/0", 1); same(again, root) {
		t.Error("written in place after Reset")
	}
}

// same says whether two objects are one.
func same(a, b any) bool {
	m, _ := a.(map[string]any)
	m["probe"] = true
	_, ok := b.(map[string]any)["probe"]
	delete(m, "probe")
	return ok
}

func TestNilMapAndBadPlaces(t *testing.T) {
	var o Owned
	if got, code := o.Put(map[string]any(nil), "/a", 1); code != answer.Done || !cmp.Equal(got, any(map[string]any{"a": 1})) {
		t.Errorf("into a nil map: %v (%s)", got, code)
	}
	list := []any{"x", []any{}}
	for at, want := range map[string]answer.Code{"/0/a": answer.BadPointer, "/1/0": answer.Absent, "/1/x": answer.BadPointer, "/2/x": answer.Absent} {
		if _, code := o.Cut(list, at); code != want {
			t.Errorf("cut %s: %s, want %s", at, code, want)
		}
		if _, code := o.Put(list, at, 1); code != want {
			t.Errorf("put %s: %s, want %s", at, code, want)
		}
		if _, code := Find(list, []byte(at)); code != want {
			t.Errorf("find %s: %s, want %s", at, code, want)
		}
	}
	if got, code := o.Put(list, "/-/a", []any{}); code != answer.Done || len(got.([]any)) != 3 || len(list) != 2 {
		t.Errorf("appended to %v: %v (%s)", list, got, code)
	}
}
