package settle

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// model is the ledger as one would write it down: a state for each offset.
type model struct {
	states map[int64]state // of what was added
	rounds map[int64]int   // in which it was handed out
	read   map[int64]int   // in which it was last added
	handed []int64         // to draw from
	next   int64           // of the log, to be added
	round  int
}

// TestLedgerAgreesWithTheModel drives a ledger through hand-outs, settling out of
// order, commits and changes of owner. No message may be lost or handed out
// again once it was done or while it is under way.
func TestLedgerAgreesWithTheModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := New(rapid.SampledFrom([]int{MetadataLimit, 64}).Draw(t, "limit"))
		missing := append(rapid.SliceOfN(rapid.Bool(), 0, 9).Draw(t, "missing"), false) // compacted away
		exists := func(offset int64) int64 {
			for missing[offset%int64(len(missing))] {
				offset++
			}
			return offset
		}
		m := model{states: map[int64]state{}, rounds: map[int64]int{}, read: map[int64]int{}}
		committed := Position{Next: -1}
		t.Repeat(map[string]func(*rapid.T){
			"add": func(t *rapid.T) {
				offset := exists(m.next)
				s, known := m.states[offset]
				handOut := !known || s == open
				if got := l.Add(offset); got != handOut {
					t.Fatalf("Add(%d) = %v, want %v", offset, got, handOut)
				}
				if handOut {
					m.states[offset], m.rounds[offset] = open, m.round
					m.handed = append(m.handed, offset)
				}
				m.read[offset], m.next = m.round, offset+1
			},
			"begin": func(t *rapid.T) {
				if offset, ok := m.draw(t); ok {
					want := m.valid(offset)
					if got := l.Begin(m.rounds[offset], offset); got != want {
						t.Fatalf("Begin(%d) = %v, want %v", offset, got, want)
					}
					if want {
						m.states[offset] = begun
					}
				}
			},
			"release": func(t *rapid.T) {
				if offset, ok := m.draw(t); ok && m.states[offset] == begun {
					l.Release(m.rounds[offset], offset)
					m.states[offset] = open
				}
			},
			"settle": func(t *rapid.T) {
				if offset, ok := m.draw(t); ok {
					want := m.valid(offset)
					if got := l.Settle(m.rounds[offset], offset); got != want {
						t.Fatalf("Settle(%d) = %v, want %v", offset, got, want)
					}
					if want {
						m.states[offset] = done
					}
				}
			},
			"commit": func(*rapid.T) {
				if position, ok := l.Commit(); ok {
					committed = position
					l.Acknowledge(position.Next)
				}
			},
			"come back": func(*rapid.T) {
				l.Resume(committed.Next, committed.Metadata)
				m.round++
				m.next = max(0, committed.Next)
			},
			"come back after another owner": func(t *rapid.T) {
				if committed.Next < 0 {
					return
				}
				other := New(MetadataLimit)
				other.Resume(committed.Next, committed.Metadata)
				for offset, n := committed.Next, rapid.IntRange(0, 6).Draw(t, "read"); n > 0; n-- {
					offset = exists(offset)
					other.Add(offset)
					if rapid.Bool().Draw(t, "settled") {
						other.Settle(other.Round(), offset)
						m.states[offset] = done
					}
					offset++
				}
				committed, _ = other.Commit()
				l.Resume(committed.Next, committed.Metadata)
				m.round++
				m.next = committed.Next
			},
			"": func(t *rapid.T) { m.check(t, l) },
		})
	})
}

func (m *model) draw(t *rapid.T) (int64, bool) {
	if len(m.handed) == 0 {
		return 0, false
	}
	return rapid.SampledFrom(m.handed).Draw(t, "offset"), true
}

// valid says that a message can still be begun and settled: it is under way, or
// was read in this round and had been handed out by then.
func (m *model) valid(offset int64) bool {
	return m.states[offset] == begun || m.states[offset] == open && m.read[offset] == m.round
}

func (m *model) check(t *rapid.T, l *Ledger) {
	position, ok := l.Commit()
	if !ok {
		return
	}
	if len(position.Metadata) > l.limit {
		t.Fatalf("%d bytes of metadata, %d are allowed", len(position.Metadata), l.limit)
	}
	told := decode(position.Next, position.Metadata)
	under := 0
	for offset, s := range m.states {
		if s == begun {
			under++
		}
		covered := offset < position.Next || told.contains(offset)
		if covered && s != done {
			t.Fatalf("%+v covers %d, which is not done", position, offset)
		}
		if s == done && offset < position.Through && !covered {
			t.Fatalf("%+v does not cover %d, which is done", position, offset)
		}
	}
	if under != l.Begun() {
		t.Fatalf("%d under way, want %d", l.Begun(), under)
	}
	if position.Through != math.MaxInt64 && l.limit == MetadataLimit {
		t.Fatalf("%+v was cut short", position)
	}
}
