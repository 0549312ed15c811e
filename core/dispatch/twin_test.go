package dispatch_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/ledger"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// memory is a ledger that outlasts nothing.
type memory struct {
	mu      sync.Mutex
	entries map[ledger.Key]ledger.Entry
}

func (m *memory) Look(key ledger.Key) (ledger.Entry, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.entries[key]
	return e, ok, nil
}

func (m *memory) put(key ledger.Key, e ledger.Entry) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.entries[key] = e
}

func (m *memory) Intend(_ context.Context, key ledger.Key) error {
	m.put(key, ledger.Entry{At: time.Now()})
	return nil
}

func (m *memory) Done(key ledger.Key, r ledger.Result) {
	m.put(key, ledger.Entry{At: time.Now(), Done: true, Result: r})
}

func (m *memory) Forget(key ledger.Key) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.entries, key)
}

// A run that is on the topic twice is sent once where there is a ledger, also while the
// other is on the wire or waits for its retry. That is no crash, and nothing is in doubt.
func TestARunThatIsOnTheTopicTwice(t *testing.T) {
	for name, first := range map[string]error{"slow": nil, "retried": sdk.Retry(errors.New("429"), time.Minute)} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var sent, delivered atomic.Int32
				p := newPartition("r_1", "r_1", "r_2")
				d, l := dispatcher(p, &route.Route{Name: "one", HoldDoubt: true, Chain: sending(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
					time.Sleep(20 * time.Second)
					if run.ID == "r_1" && sent.Add(1) == 1 && first != nil {
						return run, first
					}
					delivered.Add(1)
					return run, nil
				})}, func(l *dispatch.Limits) { l.InFlight = 3 })
				kept := &shelf{kept: map[string]deadletter.Letter{}}
				d.Shelf, d.Ledger = kept, &memory{entries: map[ledger.Key]ledger.Entry{}}
				err := story(t, d, func() { time.Sleep(10 * time.Minute) })
				if _, settled := p.state(); err != nil || len(settled) != 3 || delivered.Load() != 2 {
					t.Errorf("settled %v, delivered %d, error %v; want both runs delivered once", settled, delivered.Load(), err)
				}
				if e := l.endings["r_1"]; e.Row != report.Delivered || len(kept.kept) != 0 {
					t.Errorf("ended as %v, kept %+v", e.Row, kept.kept)
				}
			})
		})
	}
}
