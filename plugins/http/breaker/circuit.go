package breaker

import (
	"fmt"
	"time"

	"github.com/failsafe-go/failsafe-go/circuitbreaker"
)

// circuit is what is held against one host or endpoint since it last did well.
// Once it does well again the circuit is thrown away.
type circuit struct {
	breaker circuitbreaker.CircuitBreaker[any]
	name    string              // and what is wrong, in words
	row     int                 // failures in a row
	unknown int                 // of them, those after which nobody knows what became of the run
	began   time.Time           // when the first of them was sent
	silent  map[uint64]struct{} // of a host: endpoints that gave no answer
	why     string              // the last failure
	since   time.Time           // when it opened
}

func newCircuit(name string, delay time.Duration) *circuit {
	return &circuit{
		breaker: circuitbreaker.NewBuilder[any]().WithSuccessThreshold(1).WithDelay(delay).Build(),
		name:    name,
		silent:  map[uint64]struct{}{},
	}
}

// shut gives how long requests are to be held back, and false if one may go. While
// one is under way to look (half open) its end is not known: then it is zero.
func (c *circuit) shut() (time.Duration, bool) {
	switch c.breaker.State() {
	case circuitbreaker.OpenState:
		left := c.breaker.RemainingDelay()
		return left, left > 0
	case circuitbreaker.HalfOpenState:
		return 0, true
	default:
		return 0, false
	}
}

// enter takes the leave to go that shut did not refuse. True: the request is the
// one that looks, and must end by again or by the circuit's being thrown away.
func (c *circuit) enter() bool {
	return c.breaker.TryAcquirePermit() && c.breaker.IsHalfOpen()
}

// again says that the request that looked found nothing better.
func (c *circuit) again() {
	if c.breaker.IsHalfOpen() {
		c.breaker.RecordFailure()
	}
}

// String tells what is wrong since when. It stays the same while nothing new is
// found, for a run's log is told of an error only when its text changes.
func (c *circuit) String() string {
	return fmt.Sprintf("%s since %s: %s", c.name, c.since.UTC().Format(time.RFC3339), c.why)
}
