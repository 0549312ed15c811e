package lease

import (
	"sync"
	"sync/atomic"
	"time"
)

// Term is how long the group is sure to keep a member's partitions for it: a
// session from the last word that the group answered. It is safe for concurrent use.
//
// A process that was stopped for long, or a machine that slept, looks at it before
// it goes on with what may be another member's by now.
type Term struct {
	session time.Duration
	until   atomic.Pointer[time.Time] // nil before the first word

	mu      sync.Mutex
	renewed chan struct{} // closed with the next renewal; nil while nobody waits
}

// NewTerm gives a term that has not begun, for a group's session timeout.
func NewTerm(session time.Duration) *Term { return &Term{session: session} }

// Renew counts the session from when the member spoke, not from when it was
// answered: the broker's count began in between.
func (t *Term) Renew(spoke time.Time) {
	until := spoke.Add(t.session)
	t.mu.Lock()
	defer t.mu.Unlock()
	if known := t.until.Load(); known != nil && !known.Before(until) {
		return
	}
	t.until.Store(&until)
	if t.renewed != nil {
		close(t.renewed)
		t.renewed = nil
	}
}

// Runs says whether the term is not over. It goes by both clocks, whichever went
// further: the monotonic one may stand still while a machine sleeps, and the other
// one can be set back.
func (t *Term) Runs() bool {
	until := t.until.Load()
	if until == nil {
		return false
	}
	now := time.Now()
	return now.Before(*until) && now.UnixNano() < until.UnixNano()
}

// Renewed gives what is closed with the next renewal.
func (t *Term) Renewed() <-chan struct{} {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.renewed == nil {
		t.renewed = make(chan struct{})
	}
	return t.renewed
}
