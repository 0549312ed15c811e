package dispatch

import (
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/drayhq/dray/core/event"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// task is one run on its way: the message that holds it, its route, and where
// in the chain it stands.
type task struct {
	message  *intake.Message
	envelope event.Envelope // of the message, as it came
	run      sdk.Run
	route    *route.Route
	lane     string    // "" keeps no order
	at       int       // the link to do next
	began    time.Time // the first attempt; zero before
	attempts int       // of all steps together
	waits    *backoff.ExponentialBackOff
	lastErr  error // of the attempt before; nil before the second
	doubt    bool  // an attempt before may have taken effect
}

// wait gives how long the task waits before its next attempt, at least after,
// and false if the route's total is over. What would end beyond it is cut to it:
// an endpoint that asks for longer is asked a last time then, rather than never
// again.
func (t *task) wait(now time.Time, after time.Duration) (time.Duration, bool) {
	if t.waits == nil {
		// A random factor of 1 around half the bound is full jitter: from 0 to the bound.
		t.waits = &backoff.ExponentialBackOff{
			InitialInterval:     t.route.Retry.Initial / 2,
			MaxInterval:         t.route.Retry.Max / 2,
			Multiplier:          2,
			RandomizationFactor: 1,
		}
		t.waits.Reset()
	}
	left := t.began.Add(t.route.Retry.Total).Sub(now)
	return min(max(t.waits.NextBackOff(), after), left), left > 0
}
