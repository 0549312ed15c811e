package stage

import (
	"slices"
	"sync"
	"time"
)

// Clock is what a stand-in goes by.
type Clock interface {
	Now() time.Time
	// AfterFunc runs do in a goroutine of its own once d has passed, unless stop is
	// called before.
	AfterFunc(d time.Duration, do func()) (stop func() bool)
}

// Real is the machine's clock; within testing/synctest it is the test's.
type Real struct{}

// Now gives the time.
func (Real) Now() time.Time { return time.Now() }

// AfterFunc is [time.AfterFunc].
func (Real) AfterFunc(d time.Duration, do func()) (stop func() bool) {
	return time.AfterFunc(d, do).Stop
}

// Manual is a clock that goes on when it is told to. The zero value stands at the
// beginning of 2026.
type Manual struct {
	mu     sync.Mutex
	past   time.Duration
	alarms []*alarm // in order of time
}

type alarm struct {
	at time.Duration
	do func()
}

// Now gives the time.
func (m *Manual) Now() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(m.past)
}

// AfterFunc runs do once [Manual.Advance] has come so far.
func (m *Manual) AfterFunc(d time.Duration, do func()) (stop func() bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	set := &alarm{m.past + d, do}
	after := slices.IndexFunc(m.alarms, func(other *alarm) bool { return other.at > set.at })
	if after < 0 {
		after = len(m.alarms)
	}
	m.alarms = slices.Insert(m.alarms, after, set)
	return func() bool {
		m.mu.Lock()
		defer m.mu.Unlock()
		i := slices.Index(m.alarms, set)
		if i < 0 {
			return false
		}
		m.alarms = slices.Delete(m.alarms, i, i+1)
		return true
	}
}

// Advance lets d pass, and starts what is due by then, in order.
func (m *Manual) Advance(d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.past += d
	for len(m.alarms) > 0 && m.alarms[0].at <= m.past {
		go m.alarms[0].do()
		m.alarms = m.alarms[1:]
	}
}
