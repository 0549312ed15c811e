package store

import (
	"context"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/ledger"
	"github.com/drayhq/dray/sdk"
)

// open opens a store that is closed when the test ends.
func open(t testing.TB, dir string, options Options) *Store {
	t.Helper()
	s, err := Open(dir, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// reopen closes a store and opens it again.
func reopen(t testing.TB, s *Store) *Store {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return open(t, filepath.Dir(s.path), s.options)
}

// flush waits until all that was submitted before is on disk.
func flush(t testing.TB, s *Store) {
	t.Helper()
	if err := s.do(t.Context(), func(*change) error { return nil }); err != nil {
		t.Fatal(err)
	}
}

func intendDone(t testing.TB, s *Store, key ledger.Key, r ledger.Result) {
	t.Helper()
	if err := s.Intend(t.Context(), key); err != nil {
		t.Fatal(err)
	}
	s.Done(key, r)
}

func park(t testing.TB, s *Store, l deadletter.Letter) string {
	t.Helper()
	id, err := s.Park(context.WithoutCancel(t.Context()), l)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// clock is a time that a test moves on, while the writer reads it.
type clock struct{ at atomic.Pointer[time.Time] }

func newClock() *clock {
	c, at := &clock{}, time.Date(2026, 9, 20, 8, 0, 0, 0, time.UTC)
	c.at.Store(&at)
	return c
}

func (c *clock) now() time.Time { return *c.at.Load() }

func (c *clock) pass(by time.Duration) {
	at := c.now().Add(by)
	c.at.Store(&at)
}

// letter gives one that was parked from this offset.
func letter(offset int64, class deadletter.Class, value string) deadletter.Letter {
	return deadletter.Letter{Topic: "ORG.runs", Offset: offset, Class: class, Value: []byte(value), Reason: "it went wrong"}
}

// reply is what CircleCI answers a trigger, about.
func reply() ledger.Result {
	return ledger.Result{
		Status: 201,
		Header: sdk.Header{"Content-Type": {"application/json"}, "X-Request-Id": {"3e1ddd5a-0f6c-4c0d-9f0c-5a3f4c2d1b0a"}},
		Body:   []byte(`{"number":4711,"state":"pending","id":"0c4e6a3d-6b5e-4ad0-a3b4-cf8f0d3f6d1f","created_at":"2026-09-20T08:00:00.123Z"}`),
		Took:   180 * time.Millisecond,
	}
}

// fill puts n results into the store.
func fill(t testing.TB, s *Store, n int) {
	t.Helper()
	for i := range n {
		s.Done(ledger.Key{Run: "r_fill" + strconv.Itoa(i), Step: 2}, reply())
		if i%1000 == 0 {
			flush(t, s)
		}
	}
	flush(t, s)
}
