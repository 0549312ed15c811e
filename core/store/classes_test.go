package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/deadletter"
)

func TestLettersAreCountedByClass(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	check := func(when string, junk, exhausted, unknown int) {
		t.Helper()
		want := map[deadletter.Class]int{
			deadletter.Junk: junk, deadletter.Exhausted: exhausted, deadletter.Unknown: unknown,
			deadletter.InDoubt: 0, deadletter.Trap: 0,
		}
		if diff := cmp.Diff(want, s.Stats().Classes); diff != "" {
			t.Errorf("%s (-want +got)\n%s", when, diff)
		}
	}
	check("empty", 0, 0, 0)
	park(t, s, letter(1, deadletter.Junk, "{"))
	park(t, s, letter(2, deadletter.Exhausted, "a"))
	id := park(t, s, letter(3, deadletter.Exhausted, "b"))
	check("three parked", 1, 2, 0)
	park(t, s, letter(3, deadletter.Unknown, "b"))
	check("one of another class now", 1, 1, 1)
	s = reopen(t, s)
	check("opened again", 1, 1, 1)
	if err := s.Remove(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	check("one removed", 1, 1, 0)
}
