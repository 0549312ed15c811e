package hold_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/dispatch/hold"
)

func TestLanesKeepTheirOrder(t *testing.T) {
	var shed []string
	lanes := hold.NewLanes(func(t string) { shed = append(shed, t) })
	if !lanes.Enter("a", "a1") || lanes.Enter("a", "a2") || lanes.Enter("a", "a3") || !lanes.Enter("b", "b1") {
		t.Fatal("of one lane only the first goes at once, and another lane is not held up")
	}
	if !lanes.Enter("", "x") || !lanes.Enter("", "y") {
		t.Error("without a key everything goes at once")
	}
	if !slices.Equal(shed, []string{"a2", "a3"}) {
		t.Errorf("%v had to shed what can be had again, want those that queue", shed)
	}
	for _, want := range []string{"a2", "a3"} {
		if next, ok := lanes.Leave("a"); !ok || next != want {
			t.Errorf("then comes %q, want %q", next, want)
		}
	}
	if next, ok := lanes.Leave("a"); ok || !lanes.Enter("a", "a4") {
		t.Errorf("an empty lane gave %q, want it free again", next)
	}
}

func TestACapOfAlmostNothing(t *testing.T) {
	now := time.Unix(1_700_000_000, 0)
	fair := hold.NewFair(hold.Room[int]{Slots: 2, Begun: 2, Deep: 9}, func() time.Time { return now })
	fair.Caps(map[string]hold.Cap{"a": hold.NewCap(1e-12)})
	key := hold.Key{Route: "a", Wire: true}
	fair.Put(key, 1)
	fair.Put(key, 2)
	if _, _, ok, _ := fair.Next(); !ok {
		t.Error("the first has to wait")
	}
	if _, _, ok, wait := fair.Next(); ok || wait < time.Minute {
		t.Errorf("the second goes: %v, or is looked at again in %s", ok, wait)
	}
}

func TestCrewWorksOnAllAndGoesHome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		crew, stop, done := hold.NewCrew[int](), make(chan struct{}), make(chan int, 100)
		for i := range 100 {
			crew.Give(i, stop, func(i int) { done <- i })
		}
		synctest.Wait()
		if len(done) != 100 {
			t.Errorf("%d of 100 were worked on", len(done))
		}
		close(stop) // synctest fails the test if any of them stays
	})
}
