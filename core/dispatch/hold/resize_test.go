package hold

import (
	"testing"
	"time"
)

func fairOf(slots, begun int, now *time.Time) *Fair[string] {
	return NewFair(Room[string]{Slots: slots, Begun: begun, Deep: 1000, Shed: func(string) {}}, func() time.Time { return *now })
}

// startAll gives how many have their turn at once.
func startAll(f *Fair[string]) (n int) {
	for {
		if _, _, ok, _ := f.Next(); !ok {
			return n
		}
		n++
	}
}

func TestResize(t *testing.T) {
	now := time.Unix(0, 0)
	f := fairOf(4, 8, &now)
	for range 40 {
		for _, place := range []string{"a", "b", "c"} {
			f.Put(Key{Route: "r", Place: place}, place)
		}
	}
	if n := startAll(f); n != 4 {
		t.Errorf("%d start in 4 slots", n)
	}
	f.Resize(2, 8)
	for range 2 {
		f.Back(Key{Route: "r", Place: "a"})
	}
	if n := startAll(f); n != 0 {
		t.Errorf("%d more start while 2 slots are taken of 2", n)
	}
	f.Resize(6, 8)
	if n := startAll(f); n != 4 {
		t.Errorf("%d more start while 2 slots are taken of 6", n)
	}
	f.Resize(12, 9)
	if n := startAll(f); n != 1 {
		t.Errorf("%d more start while 8 places are taken of 9", n)
	}
}

func TestCaps(t *testing.T) {
	now := time.Unix(0, 0)
	f := fairOf(100, 100, &now)
	put := func() { f.Put(Key{Route: "r", Place: "p", Wire: true}, "t") }
	for range 20 {
		put()
	}
	caps := func(rate float64) { f.Caps(map[string]Cap{"r": NewCap(rate)}) }
	caps(1)
	if n := startAll(f); n != 1 {
		t.Errorf("%d start at once, want 1", n)
	}
	for range 10 {
		caps(1)
	}
	if n := startAll(f); n != 0 {
		t.Errorf("caps that are as they were have let %d more start", n)
	}
	f.Caps(nil) // the route is no more, and what is left of it keeps to its cap
	if n := startAll(f); n != 0 {
		t.Errorf("%d start of a route that is no more", n)
	}
	caps(0)
	if n := startAll(f); n != 19 {
		t.Errorf("%d start without a cap, want the rest, 19", n)
	}
	f.Freeze("gone")
	f.Caps(nil)
	if _, routes := f.Frozen(); len(routes) != 1 || len(f.groups) != 1 {
		t.Errorf("%v are paused and %d routes are known, want the paused one alone", routes, len(f.groups))
	}
}
