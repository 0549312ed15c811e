package host

import (
	"context"
	"sync/atomic"
	"time"
)

// deadline is the context of an instance's calls. It is made once and wound up for
// each call, which costs less than a new one. When it strikes the instance is
// closed for good, so that it need not be undone.
type deadline struct {
	done   chan struct{}
	struck atomic.Bool
	timer  *time.Timer
	on     *Instance
}

func newDeadline(on *Instance) *deadline {
	d := &deadline{done: make(chan struct{}), on: on}
	d.timer = time.AfterFunc(time.Hour, func() {
		if d.struck.CompareAndSwap(false, true) {
			close(d.done)
		}
	})
	d.timer.Stop()
	return d
}

func (d *deadline) wind(limit time.Duration) { d.timer.Reset(limit) }

// unwind says whether the call was over before the deadline struck.
func (d *deadline) unwind() bool { return d.timer.Stop() && !d.struck.Load() }

// Deadline is unknown between calls, and nobody asks.
func (d *deadline) Deadline() (time.Time, bool) { return time.Time{}, false }

func (d *deadline) Done() <-chan struct{} { return d.done }

func (d *deadline) Err() error {
	if d.struck.Load() {
		return context.DeadlineExceeded
	}
	return nil
}

type instanceKey struct{}

// Value gives the instance to the host functions that it calls.
func (d *deadline) Value(key any) any {
	if _, ok := key.(instanceKey); ok {
		return d.on
	}
	return nil
}

// From gives the instance that calls a host function.
func From(ctx context.Context) *Instance {
	if d, ok := ctx.(*deadline); ok {
		return d.on
	}
	on, _ := ctx.Value(instanceKey{}).(*Instance)
	return on
}
