package dispatch

import (
	"fmt"
	"sync/atomic"
	"time"
)

// stuck is how long taking up a batch of messages never takes.
const stuck = 2 * time.Minute

// loop is how the polling loop was seen last.
type loop struct {
	polls  atomic.Bool  // it waits for messages, which takes as long as it takes
	turned atomic.Int64 // nanoseconds of the clock; 0 before it began
}

func (l *loop) turn(now time.Time) {
	l.turned.Store(now.UnixNano())
	l.polls.Store(false)
}

// Alive says if the loop that takes up messages is stuck, which only a defect can do.
func (d *Dispatcher) Alive() error {
	d.fair.Queued() // hangs if what it counts is locked for ever
	last := d.loop.turned.Load()
	select {
	case <-d.shift.stop.Done():
		return nil
	default:
	}
	if last == 0 || d.loop.polls.Load() {
		return nil
	}
	if since := d.Now().Sub(time.Unix(0, last)); since > stuck {
		return fmt.Errorf("the loop that takes up messages has not turned for %s", since.Round(time.Second))
	}
	return nil
}
