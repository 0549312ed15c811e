package store

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/ledger"
)

// model is the store as one would write it down, without its bounds.
type model struct {
	entries map[ledger.Key]ledger.Entry
	letters []deadletter.Letter // ascending by id
}

// TestStoreAgreesWithTheModel drives a store through all that it can do, by
// way of disk and back. Nothing may be lost, changed, or come back.
func TestStoreAgreesWithTheModel(t *testing.T) {
	t.Parallel()
	dirs := 0
	root := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		dirs++
		c := newClock()
		options := Options{Now: c.now, careless: true}
		s := modelStore(t, root+"/"+strconv.Itoa(dirs), options)
		m := &model{entries: map[ledger.Key]ledger.Entry{}}
		drawKey := func(t *rapid.T) ledger.Key {
			return ledger.Key{Run: rapid.SampledFrom([]string{"r_1", "r_2", "ORG.runs/0@7"}).Draw(t, "run"), Step: rapid.IntRange(0, 1).Draw(t, "step")}
		}
		t.Repeat(map[string]func(*rapid.T){
			"intend": func(t *rapid.T) {
				key := drawKey(t)
				if err := s.Intend(t.Context(), key); err != nil {
					t.Fatal(err)
				}
				m.entries[key] = ledger.Entry{At: c.now()}
			},
			"done": func(t *rapid.T) {
				key, r := drawKey(t), reply()
				r.Status = rapid.IntRange(0, 599).Draw(t, "status")
				s.Done(key, r)
				m.entries[key] = ledger.Entry{Done: true, Result: r, At: c.now()}
			},
			"forget": func(t *rapid.T) {
				key := drawKey(t)
				s.Forget(key)
				delete(m.entries, key)
			},
			"park": func(t *rapid.T) { m.park(t, s, c.now()) },
			"update": func(t *rapid.T) {
				if i, ok := m.draw(t); ok && m.letters[i].Class != deadletter.Junk {
					l := &m.letters[i]
					l.Class, l.Told, l.Replay = deadletter.Unknown, true, time.Time{}
					if err := s.Update(t.Context(), deadletter.Letter{ID: l.ID, Class: l.Class, Reason: l.Reason, Attempts: l.Attempts, Told: true}); err != nil {
						t.Fatal(err)
					}
				}
			},
			"ask": func(t *rapid.T) {
				if i, ok := m.draw(t); ok {
					if m.letters[i].Replay.IsZero() {
						m.letters[i].Replay = c.now()
					}
					if err := s.AskReplay(t.Context(), m.letters[i].ID); err != nil {
						t.Fatal(err)
					}
				}
			},
			"remove": func(t *rapid.T) {
				if i, ok := m.draw(t); ok {
					if err := s.Remove(t.Context(), m.letters[i].ID); err != nil {
						t.Fatal(err)
					}
					m.letters = slices.Delete(m.letters, i, i+1)
				}
			},
			"time passes": func(*rapid.T) { c.pass(30 * time.Millisecond) },
			"reopen": func(t *rapid.T) {
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
				s = modelStore(t, root+"/"+strconv.Itoa(dirs), options)
			},
			"": func(t *rapid.T) { m.check(t, s) },
		})
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

func modelStore(t *rapid.T, dir string, options Options) *Store {
	s, err := Open(dir, options)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (m *model) draw(t *rapid.T) (int, bool) {
	if len(m.letters) == 0 {
		return 0, false
	}
	return rapid.IntRange(0, len(m.letters)-1).Draw(t, "letter"), true
}

func (m *model) park(t *rapid.T, s *Store, now time.Time) {
	l := letter(int64(rapid.IntRange(0, 3).Draw(t, "offset")), rapid.SampledFrom(deadletter.Classes()).Draw(t, "class"), "{}")
	l.Attempts = rapid.IntRange(0, 9).Draw(t, "attempts")
	if rapid.Bool().Draw(t, "a tombstone") {
		l.Value = nil
	}
	id, err := s.Park(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	l.ID, l.Parked = id, now
	same := slices.IndexFunc(m.letters, func(other deadletter.Letter) bool {
		return other.Offset == l.Offset && bytes.Equal(other.Value, l.Value) &&
			(other.Class == deadletter.Junk) == (l.Class == deadletter.Junk)
	})
	if same < 0 {
		if len(m.letters) > 0 && id <= m.letters[len(m.letters)-1].ID {
			t.Fatalf("the id %s is not above %s", id, m.letters[len(m.letters)-1].ID)
		}
		m.letters = append(m.letters, l)
		return
	}
	if id != m.letters[same].ID {
		t.Fatalf("parked again it is %s, and was %s", id, m.letters[same].ID)
	}
	l.Parked = m.letters[same].Parked
	m.letters[same] = l
}

func (m *model) check(t *rapid.T, s *Store) {
	for _, run := range []string{"r_1", "r_2", "ORG.runs/0@7", "r_none"} {
		for step := range 2 {
			key := ledger.Key{Run: run, Step: step}
			got, known, err := s.Look(key)
			want, wanted := m.entries[key]
			if err != nil || known != wanted || !reflect.DeepEqual(want, got) {
				t.Fatalf("%v: got %+v, %v, %v, want %+v, %v", key, got, known, err, want, wanted)
			}
		}
	}
	got, err := s.Letters(deadletter.Filter{}, 0, Whole)
	if err != nil || len(got)+len(m.letters) > 0 && !reflect.DeepEqual(got, m.letters) {
		t.Fatalf("letters: %v\n%s", err, cmp.Diff(m.letters, got))
	}
	asked, err := s.Asked()
	want := slices.DeleteFunc(slices.Clone(m.letters), func(l deadletter.Letter) bool { return l.Replay.IsZero() })
	if ids(asked) != ids(want) || err != nil {
		t.Fatalf("asked: %s, %v, want %s", ids(asked), err, ids(want))
	}
	stats := s.Stats()
	junk := len(slices.DeleteFunc(slices.Clone(m.letters), func(l deadletter.Letter) bool { return l.Class != deadletter.Junk }))
	if stats.Letters != len(m.letters) || stats.Asked != len(want) || stats.Junk != junk {
		t.Fatalf("in numbers %+v, want %d letters, %d asked, %d junk", stats, len(m.letters), len(want), junk)
	}
}

func ids(letters []deadletter.Letter) string {
	var out []string
	for _, l := range letters {
		out = append(out, l.ID)
	}
	return fmt.Sprint(out)
}
