package hold_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/drayhq/dray/core/dispatch/hold"
)

// item is one thing: the nth that was put under its key.
type item struct {
	key hold.Key
	n   int
}

// model is what a [hold.Fair] must hold, as plainly as it can be said.
type model struct {
	fair         *hold.Fair[*item]
	now          time.Time
	slots, begun int // room
	cap          float64
	starts       []time.Time // of the route with a cap
	put          map[hold.Key]int
	queues       map[hold.Key][]*item
	under        []*item // on a slot
	unsettled    int
	frozen       map[string]bool
}

func newModel(t *rapid.T) *model {
	m := &model{
		now: time.Unix(1_700_000_000, 0), put: map[hold.Key]int{}, queues: map[hold.Key][]*item{}, frozen: map[string]bool{},
		slots: rapid.IntRange(1, 20).Draw(t, "slots"), begun: rapid.IntRange(1, 30).Draw(t, "begun"),
		cap: rapid.SampledFrom([]float64{0, 0.001, 1, 50}).Draw(t, "cap"),
	}
	m.fair = hold.NewFair(hold.Room[*item]{
		Slots: m.slots, Begun: m.begun, Deep: 5, Shed: func(*item) {},
	}, func() time.Time { return m.now })
	m.fair.Caps(map[string]hold.Cap{"a": hold.NewCap(m.cap)})
	return m
}

var keys = rapid.Custom(func(t *rapid.T) hold.Key {
	return hold.Key{
		Route: rapid.SampledFrom([]string{"a", "b", ""}).Draw(t, "route"),
		Place: fmt.Sprint(rapid.IntRange(0, 3).Draw(t, "place")), Wire: rapid.Bool().Draw(t, "wire"),
	}
})

func (m *model) queue(i *item, key hold.Key) {
	i.key = key
	m.queues[key] = append(m.queues[key], i)
}

// began notes that one was handed a slot on key.
func (m *model) began(t *rapid.T, i *item) {
	if m.frozen[""] || m.frozen[i.key.Route] {
		t.Fatalf("%v was handed out while it was frozen", i.key)
	}
	if m.under = append(m.under, i); len(m.under) > m.slots {
		t.Fatalf("%d are under way on %d slots", len(m.under), m.slots)
	}
	if i.key.Route == "a" && i.key.Wire && m.cap > 0 {
		m.starts = append(m.starts, m.now)
		if n := len(m.starts); n > 1 {
			if gap, least := m.now.Sub(m.starts[n-2]), time.Duration(float64(time.Second)/m.cap); gap < least-time.Microsecond {
				t.Fatalf("two of a capped route started %s apart, want %s", gap, least)
			}
		}
	}
}

func (m *model) next(t *rapid.T) (ok bool, wait time.Duration) {
	key, i, ok, wait := m.fair.Next()
	if !ok {
		return false, wait
	}
	if queue := m.queues[key]; len(queue) == 0 || queue[0] != i || i.key != key {
		t.Fatalf("%v handed out %+v, want the first of %d", key, i, len(queue))
	}
	m.queues[key] = m.queues[key][1:]
	m.began(t, i)
	if m.unsettled++; m.unsettled > m.begun {
		t.Fatalf("%d have begun where there is room for %d", m.unsettled, m.begun)
	}
	return true, 0
}

func (m *model) takeUnder(t *rapid.T) *item {
	if len(m.under) == 0 {
		t.Skip("nothing is under way")
	}
	at := rapid.IntRange(0, len(m.under)-1).Draw(t, "which")
	i := m.under[at]
	m.under = slices.Delete(m.under, at, at+1)
	return i
}

func (m *model) check(t *rapid.T) {
	queued := 0
	for _, queue := range m.queues {
		queued += len(queue)
	}
	c := m.fair.Counts()
	if c.Queued != queued || c.OnSlots != len(m.under) || c.Begun != m.unsettled {
		t.Fatalf("it counts %+v, want %d queued, %d on slots, %d begun", c, queued, len(m.under), m.unsettled)
	}
}

// end brings all to an end: whatever went before, everything has its turn once
// nothing is frozen and what is held comes back.
func (m *model) end(t *rapid.T) {
	m.fair.Thaw("")
	clear(m.frozen)
	for {
		wait := time.Duration(0)
		for ok := true; ok; {
			ok, wait = m.next(t)
		}
		stuck := m.unsettled == 0
		for _, i := range m.under {
			m.fair.Back(i.key)
		}
		m.under = nil
		for ; m.unsettled > 0; m.unsettled-- {
			m.fair.Settled()
		}
		m.check(t)
		switch queued := m.fair.Counts().Queued; {
		case queued == 0:
			return
		case stuck && wait == 0:
			t.Fatalf("%d queue, and nothing says when they have their turn", queued)
		}
		m.now = m.now.Add(wait)
	}
}

func TestFairAgainstAModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := newModel(t)
		t.Repeat(map[string]func(*rapid.T){
			"": m.check,
			"put": func(t *rapid.T) {
				key := keys.Draw(t, "key")
				m.put[key]++
				i := &item{n: m.put[key]}
				m.queue(i, key)
				m.fair.Put(key, i)
			},
			"next": func(t *rapid.T) { m.next(t) },
			"back": func(t *rapid.T) { m.fair.Back(m.takeUnder(t).key) },
			"settled": func(t *rapid.T) {
				if m.unsettled <= len(m.under) {
					t.Skip("all that has begun is under way")
				}
				m.unsettled--
				m.fair.Settled()
			},
			"shift": func(t *rapid.T) {
				i, to, yielded := m.takeUnder(t), keys.Draw(t, "to"), false
				from := i.key
				i.key = to
				moved := m.fair.Shift(from, to, i, func() { yielded = true })
				switch {
				case moved == yielded:
					t.Fatalf("moved %v, yielded %v", moved, yielded)
				case moved && len(m.queues[to]) > 0:
					t.Fatal("it went before those that queued there")
				case moved:
					m.began(t, i)
				default:
					m.queue(i, to)
					m.unsettled--
				}
			},
			"freeze": func(t *rapid.T) {
				route := rapid.SampledFrom([]string{"a", "b", ""}).Draw(t, "route")
				m.frozen[route] = true
				m.fair.Freeze(route)
			},
			"thaw": func(t *rapid.T) {
				route := rapid.SampledFrom([]string{"a", "b", ""}).Draw(t, "route")
				m.fair.Thaw(route)
				if route == "" {
					clear(m.frozen)
				} else {
					delete(m.frozen, route)
				}
			},
			"wait": func(t *rapid.T) {
				m.now = m.now.Add(time.Duration(rapid.Int64Range(1, int64(2*time.Second)).Draw(t, "how long")))
			},
		})
		m.end(t)
	})
}
