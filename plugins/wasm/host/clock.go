package host

import (
	"context"
	"sync"
	"time"

	"github.com/tetratelabs/wazero/api"
)

// deadline is the context of an instance's calls, though never done: what strikes is a
// global that the guest looks at. It is made once and wound up for each call, which
// costs less than a new one. An instance that was struck is thrown away, so that
// nothing need be undone.
//
// What counts is what the guest executes: on a busy machine, or in a container whose
// CPU is throttled, a clock on the wall would stop healthy guests. Most calls are
// over before anybody looks, and many of them share a look: the timer is left running
// between calls, and set anew only where it would strike too late.
type deadline struct {
	on    *Instance
	stop  api.MutableGlobal
	timer *time.Timer

	mu      sync.Mutex
	wound   bool
	struck  bool
	limit   time.Duration
	thread  thread
	call    uint64        // how many were begun
	ahead   time.Duration // what the timer was set to; 0 while it isn't running
	seen    uint64        // the call that the timer waits for
	looked  time.Time     // when it was looked at first, zero before
	already time.Duration // what the thread had executed by then
}

const (
	// first is the part of the limit that a call has at least before the thread's clock
	// is read first.
	first = 5
	// patience is how many times the limit may pass on the wall: a call can move to
	// another thread, whose execution is not the guest's.
	patience = 10
)

func newDeadline(on *Instance) *deadline {
	d := &deadline{on: on}
	d.timer = time.AfterFunc(time.Hour, d.look)
	d.timer.Stop()
	return d
}

// wind begins a call on the thread that it is called on.
func (d *deadline) wind(limit time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.wound, d.limit, d.thread = true, limit, current()
	d.call++
	if soon := limit / first; d.ahead == 0 || d.ahead > soon {
		d.expect(soon)
	}
}

// expect has the timer wait for the call that is under way.
func (d *deadline) expect(soon time.Duration) {
	d.seen, d.looked = d.call, time.Time{}
	d.again(soon)
}

// again has the timer look after that long.
func (d *deadline) again(after time.Duration) {
	d.ahead = after
	d.timer.Reset(after)
}

// unwind ends a call, and says whether that was before the deadline struck.
func (d *deadline) unwind() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.wound = false
	return !d.struck
}

// look strikes if the guest has had its time, and else looks again later.
func (d *deadline) look() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.wound || d.struck {
		d.ahead = 0
		return
	}
	if d.seen != d.call { // which began since the timer was set, and may be young
		d.expect(d.limit / first)
		return
	}
	executed, known := d.thread.executed()
	if d.looked.IsZero() {
		d.looked, d.already = time.Now(), executed
		d.again(d.limit)
		return
	}
	passed := time.Since(d.looked)
	left := d.limit - (executed - d.already)
	if !known {
		left = d.limit - passed
	}
	if left > 0 && passed < patience*d.limit {
		d.again(max(left, time.Millisecond))
		return
	}
	d.struck = true
	d.stop.Set(1)
}

// Deadline is unknown between calls, and nobody asks.
func (d *deadline) Deadline() (time.Time, bool) { return time.Time{}, false }

// Done never is.
func (d *deadline) Done() <-chan struct{} { return nil }

// Err is none.
func (d *deadline) Err() error { return nil }

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
