package intake

import (
	"context"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"

	"github.com/drayhq/dray/sdk"
)

// A partition that nothing is fetched from has a lag all the same, as soon as the
// brokers were asked.
func TestStats(t *testing.T) {
	virtual(t, 1, func(k kafka, _ *kfake.VirtualNetwork) {
		t := k.T
		k.produce(0, 0, 3)
		m := k.open(k.options())
		got := m.poll(2)
		lag := func() int64 {
			stats := m.Stats()
			if len(stats.Partitions) != 1 || stats.Partitions[0].Topic != runs {
				t.Fatalf("got %+v, want the one partition", stats)
			}
			return stats.Partitions[0].Lag
		}
		if n := lag(); n != 3 {
			t.Errorf("with nothing settled the lag is %d, want 3", n)
		}
		got[0].Settle(func() {})
		k.committedAt(0, 1)
		if n := lag(); n != 2 {
			t.Errorf("with one settled the lag is %d, want 2", n)
		}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		go m.KeepEnds(ctx, time.Second)
		k.produce(0, 3, 9)
		until(t, "the lag is 8", func() bool { return lag() == 8 })
		stats := m.Stats()
		if stats.Rebalances != 1 || stats.Commits == 0 || stats.FailedCommits != 0 || stats.Refused {
			t.Errorf("got %+v", stats)
		}
	})
}

// held is a lease that says what it is told to.
type held struct {
	begins bool
	err    error
	acked  func()
}

func (h *held) Begin(int64) bool                  { return h.begins }
func (h *held) Release(int64)                     {}
func (h *held) Settle(_ int64, acked func())      { h.acked = acked }
func (h *held) Held(context.Context, int64) error { return h.err }
func (h *held) MayWrite() error                   { return h.err }

func TestOnEnd(t *testing.T) {
	for name, c := range map[string]struct {
		lease held
		do    func(m *Message, h *held)
		want  int
	}{
		"settled and acknowledged": {held{}, func(m *Message, h *held) { m.Settle(func() {}); h.acked() }, 1},
		"not yet acknowledged":     {held{}, func(m *Message, _ *held) { m.Settle(func() {}) }, 0},
		"begun":                    {held{begins: true}, func(m *Message, _ *held) { m.Begin() }, 0},
		"another's, before it began": {held{}, func(m *Message, h *held) {
			m.Begin()
			m.Settle(func() {})
			h.acked()
		}, 1},
		"another's, before a write": {held{err: ErrLost}, func(m *Message, _ *held) { _ = m.Held(t.Context()) }, 1},
		"stopped before a write":    {held{err: context.Canceled}, func(m *Message, _ *held) { _ = m.Held(t.Context()) }, 0},
	} {
		ended := 0
		m := NewMessage(sdk.Source{}, nil, nil, false, &c.lease)
		m.OnEnd(func() { ended++ })
		if c.do(m, &c.lease); ended != c.want {
			t.Errorf("%s: told %d times, want %d", name, ended, c.want)
		}
	}
}
