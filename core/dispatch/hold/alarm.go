package hold

import (
	"sync"
	"time"
)

// Alarm calls what it was made for at the next of the times that it was set to.
type Alarm struct {
	ring func()

	mu   sync.Mutex
	next time.Time // zero: not set
}

// NewAlarm makes an alarm that is not set.
func NewAlarm(ring func()) *Alarm { return &Alarm{ring: ring} }

// In sets the alarm to a time after now, unless it rings before that anyway.
func (a *Alarm) In(now time.Time, wait time.Duration) {
	at := now.Add(wait)
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.next.IsZero() && !a.next.After(at) {
		return
	}
	a.next = at
	time.AfterFunc(wait, func() {
		a.mu.Lock()
		if a.next.Equal(at) {
			a.next = time.Time{}
		}
		a.mu.Unlock()
		a.ring()
	})
}
