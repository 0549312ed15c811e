package store

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/drayhq/dray/core/deadletter"
)

func TestLetterByTheBeginningOfItsID(t *testing.T) {
	c := newClock()
	s := open(t, t.TempDir(), Options{Now: c.now})
	var parked []string
	for i := range 5 {
		parked = append(parked, park(t, s, letter(int64(i), deadletter.Trap, "{}")))
	}
	c.pass(365 * 24 * time.Hour)
	later := park(t, s, letter(9, deadletter.Trap, "later"))
	for id, want := range map[string]error{
		later: nil, later[:3]: nil, strings.ToUpper(later): nil, strings.ReplaceAll(later, "0", "O"): nil,
		parked[4]: nil, parked[0][:6]: ErrManyLetters, "zzzzzzz": ErrNoLetter, "": ErrNoLetter, "u": ErrNoLetter, later + "0": ErrNoLetter,
	} {
		l, err := s.Letter(id)
		if !errors.Is(err, want) {
			t.Errorf("%q gave %v, want %v", id, err, want)
		}
		if want == nil && l.ID != parked[4] && string(l.Value) != "later" {
			t.Errorf("%q gave %+v", id, l)
		}
	}
	if _, err := s.Letter(parked[0][:6]); !strings.Contains(err.Error(), parked[2]+", …; say more of it") {
		t.Errorf("got %v", err)
	}
}

func TestLettersInPages(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	for i := range 10 {
		park(t, s, letter(int64(i), []deadletter.Class{deadletter.Junk, deadletter.InDoubt}[i%2], "{}"))
	}
	filter, offsets := deadletter.Filter{Class: deadletter.InDoubt}, []int64(nil)
	for range 3 {
		page, err := s.Letters(filter, 2, Bare)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range page {
			if offsets = append(offsets, l.Offset); l.Value != nil {
				t.Errorf("a bare letter with the value %s", l.Value)
			}
			filter.Above = l.ID
		}
	}
	if len(offsets) != 5 || offsets[0] != 1 || offsets[4] != 9 {
		t.Errorf("the pages have the letters of %v", offsets)
	}
	some, err := s.Letters(deadletter.Filter{IDs: []string{filter.Above, "0000000", filter.Above}}, 0, Whole)
	if err != nil || len(some) != 1 || string(some[0].Value) != "{}" {
		t.Errorf("by id: %+v, %v", some, err)
	}
	if _, err := s.Letters(deadletter.Filter{IDs: []string{"0"}}, 0, Bare); !errors.Is(err, ErrNoLetter) {
		t.Errorf("half an id gave %v", err)
	}
}

func TestParkedAgain(t *testing.T) {
	c := newClock()
	s := open(t, t.TempDir(), Options{Now: c.now})
	first := letter(7, deadletter.Exhausted, "{}")
	first.First = c.now().Add(-time.Minute)
	id := park(t, s, first)
	if err := s.AskReplay(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	parked := c.now()
	c.pass(time.Hour)
	again := first
	again.Class, again.First, again.Attempts = deadletter.Unknown, c.now(), 4
	if got := park(t, s, again); got != id {
		t.Errorf("it is %s now, and was %s", got, id)
	}
	l, err := s.Letter(id)
	if err != nil || !l.Parked.Equal(parked) || !l.First.Equal(first.First) || l.Attempts != 4 || l.Class != deadletter.Unknown || !l.Replay.IsZero() {
		t.Errorf("it is %+v, %v", l, err)
	}
	for name, other := range map[string]deadletter.Letter{
		"junk from there":             letter(7, deadletter.Junk, "{}"),
		"of a topic that is made new": letter(7, deadletter.Exhausted, "{1}"),
	} {
		if got := park(t, s, other); got == id {
			t.Errorf("%s is the same letter", name)
		}
	}
}

func TestUpdateLeavesWhatWasParked(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	original := letter(7, deadletter.Exhausted, "{}")
	original.Run, original.Headers = "r_1", []deadletter.Header{{Key: "a", Value: []byte("b")}}
	id := park(t, s, original)
	if err := s.Update(t.Context(), deadletter.Letter{ID: id, Run: "r_2", Class: deadletter.InDoubt, Value: []byte("other")}); err != nil {
		t.Fatal(err)
	}
	l, err := s.Letter(id)
	if err != nil || l.Run != "r_1" || string(l.Value) != "{}" || len(l.Headers) != 1 || l.Offset != 7 || l.Class != deadletter.InDoubt || l.Reason != "" {
		t.Errorf("it is %+v, %v", l, err)
	}
	if got := park(t, s, original); got != id {
		t.Errorf("parked again it is %s, and was %s", got, id)
	}
}

func TestLettersRefused(t *testing.T) {
	s := open(t, t.TempDir(), Options{JunkBytes: 1000})
	id := park(t, s, letter(1, deadletter.Junk, "{}"))
	large := letter(2, deadletter.Junk, string(bytes.Repeat([]byte("x"), 1001)))
	_, parking := s.Park(t.Context(), large)
	for what, test := range map[string]struct{ got, want error }{
		"too large":           {parking, ErrTooLarge},
		"update of none":      {s.Update(t.Context(), deadletter.Letter{ID: "0000000"}), ErrNoLetter},
		"update of half":      {s.Update(t.Context(), deadletter.Letter{ID: id[:6]}), ErrNoLetter},
		"asking for one less": {s.AskReplay(t.Context(), id, "0000000"), ErrNoLetter},
		"removing half":       {s.Remove(t.Context(), id[:6]), ErrNoLetter},
		"removing none":       {s.Remove(t.Context(), "0000000"), nil},
	} {
		if !errors.Is(test.got, test.want) {
			t.Errorf("%s gave %v", what, test.got)
		}
	}
	if err := s.Update(t.Context(), deadletter.Letter{ID: id, Class: deadletter.Trap}); err == nil || !strings.Contains(err.Error(), "can't become trap") {
		t.Errorf("got %v", err)
	}
	if asked, err := s.Asked(); err != nil || len(asked) != 0 {
		t.Errorf("asked for %v, %v", ids(asked), err)
	}
	large.Class = deadletter.Trap
	park(t, s, large)
}
