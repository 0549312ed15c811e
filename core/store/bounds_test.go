package store

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/ledger"
)

func TestTheOldestResultsGoFirst(t *testing.T) {
	for name, options := range map[string]Options{"by count": {Results: 100}, "by bytes": {ResultBytes: 20_000}} {
		s := open(t, t.TempDir(), options)
		if err := s.Intend(t.Context(), ledger.Key{Run: "r_doubted"}); err != nil {
			t.Fatal(err)
		}
		fill(t, s, 1500)
		stats := s.Stats()
		if stats.Results > 100 || stats.Results < 50 || stats.Intents != 1 {
			t.Errorf("%s: in numbers %+v", name, stats)
		}
		for i := range 1500 {
			_, known := look(t, s, ledger.Key{Run: "r_fill" + strconv.Itoa(i), Step: 2})
			if want := i >= 1500-stats.Results; known != want {
				t.Errorf("%s: result %d is known: %v, want %v", name, i, known, want)
			}
		}
		if _, known := look(t, s, ledger.Key{Run: "r_doubted"}); !known {
			t.Errorf("%s: an intent went, too", name)
		}
		if got := reopen(t, s).Stats().Results; got != stats.Results {
			t.Errorf("%s: %d results after opening it again, %d before", name, got, stats.Results)
		}
	}
}

func TestWhatIsTooOldGoes(t *testing.T) {
	c := newClock()
	s := open(t, t.TempDir(), Options{Now: c.now, Keep: time.Hour})
	fill(t, s, 1000)
	if err := s.Intend(t.Context(), ledger.Key{Run: "r_doubted"}); err != nil {
		t.Fatal(err)
	}
	park(t, s, letter(1, deadletter.Exhausted, "{}"))
	c.pass(2 * time.Hour)
	s = reopen(t, s)
	s.rouse() // as the passing of a minute does
	for range 1000 {
		if stats := s.Stats(); stats.Results+stats.Intents == 0 {
			break
		}
		flush(t, s)
	}
	if stats := s.Stats(); stats.Results != 0 || stats.Intents != 0 || stats.Letters != 1 {
		t.Errorf("in numbers %+v", stats)
	}
}

// Half a megabyte is kept of more than ten that are written. The pages of what
// went are used again.
func TestTheFileStaysFlat(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir(), Options{Results: 500, Junk: 20, careless: true})
	written := 0
	for round := range 12 {
		for i := range 30 {
			l := letter(int64(30*round+i), deadletter.Junk, strings.Repeat("junk", 5000))
			park(t, s, l)
			written += len(l.Value)
		}
		fill(t, s, 2000)
		written += 2000 * len(encode(ledger.Key{}, ledger.Entry{Result: reply()}))
	}
	if got := s.Stats().FileBytes; got > 2<<20 || written < 10<<20 {
		t.Errorf("a file of %d bytes, after %d were written", got, written)
	}
}

func TestTheOldestJunkGoesFirst(t *testing.T) {
	for name, test := range map[string]struct {
		options Options
		want    int
	}{
		"by count": {Options{Junk: 10, careless: true}, 10},
		"by bytes": {Options{JunkBytes: 12_500, careless: true}, 12},
	} {
		s := open(t, t.TempDir(), test.options)
		kept := park(t, s, letter(1, deadletter.Unknown, "{}"))
		var parked []string
		for i := range 30 {
			parked = append(parked, park(t, s, letter(int64(i), deadletter.Junk, strings.Repeat("x", 950))))
		}
		for range 2 {
			letters, err := s.Letters(deadletter.Filter{Class: deadletter.Junk}, 0, Bare)
			if want := parked[30-test.want:]; err != nil || ids(letters) != ids(named(want)) {
				t.Errorf("%s: there are %s, %v, want %v", name, ids(letters), err, want)
			}
			if _, err := s.Letter(kept); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if got := s.Stats(); got.Junk != test.want || got.Letters != test.want+1 {
				t.Errorf("%s: in numbers %+v", name, got)
			}
			s = reopen(t, s)
		}
	}
}

func named(ids []string) (out []deadletter.Letter) {
	for _, id := range ids {
		out = append(out, deadletter.Letter{ID: id})
	}
	return out
}
