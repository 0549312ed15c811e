package dispatch

import (
	"reflect"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/drayhq/dray/core/dispatch/hold"
	"github.com/drayhq/dray/core/event"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// task is one run on its way: the message that holds it, its route, and where
// in the chain it stands.
type task struct {
	message   *intake.Message
	junk      error          // why it is none of ours, to be kept as a dead letter; nil for a run
	envelope  event.Envelope // of the message, as it came
	run       sdk.Run
	routes    *route.Edition // that it was admitted with; nil for junk
	route     *route.Route   // nil: none takes it
	lane      string         // "" keeps no order
	key       hold.Key       // where it queues
	at        int            // the link to do next
	began     time.Time      // the first attempt; zero before
	attempts  int            // of all steps together
	waits     *backoff.ExponentialBackOff
	stood     time.Duration  // how long it stood still, which doesn't count for its retries
	lastErr   error          // of the attempt before; nil before the second
	doubt     bool           // an attempt before may have taken effect
	sent      bool           // by this process: what the ledger says of it is our own
	decoded   uintptr        // the event as the message gave it; see shed
	bare      bool           // nothing but the message is left of it
	unkept    *report.Ending // how it ended, while it couldn't be kept as a dead letter; nil else
	unkeptFor string         // why, as it was last said
	keeps     *backoff.ExponentialBackOff
	replay    Replay // how it is taken up again as a dead letter; zero if it is none
}

// wait gives how long the task waits before its next attempt, at least after,
// and false if the route's total is over. What would end beyond it is cut to it:
// an endpoint that asks for longer is asked a last time then, rather than never
// again.
func (t *task) wait(now time.Time, after time.Duration) (time.Duration, bool) {
	left := t.began.Add(t.route.Retry.Total + t.stood).Sub(now)
	return min(t.backoff(after), left), left > 0
}

// backoff gives the next wait, whatever is left of the total.
func (t *task) backoff(after time.Duration) time.Duration {
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
	return max(t.waits.NextBackOff(), after)
}

// tooOld says whether the run's route no longer takes it. Who replays a dead
// letter knows its age.
func (t *task) tooOld(now time.Time) bool {
	return !t.replayed() && t.route.MaxAge > 0 && now.Sub(t.run.Source.Time) > t.route.MaxAge
}

func (t *task) replayed() bool { return t.replay.Done != nil }

// place says where the task's request goes, without the query. Two projects of one
// host are two places: neither is to hold up the other.
func (t *task) place() hold.Key {
	to, _, _ := strings.Cut(t.run.Request.URL, "?")
	return hold.Key{Route: t.route.Name, Place: to, Wire: true}
}

// shed lets go of what can be had again from the message: decoded, an event takes
// some ten times its bytes, and many may have to wait. What was not sent yet is
// prepared anew; what waits for a retry keeps its request, for only the step that
// failed is repeated.
func (t *task) shed() {
	switch {
	case t.route == nil:
	case t.attempts == 0:
		// Strings of the event share its text, which would stay for the least of them.
		t.run = sdk.Run{ID: strings.Clone(t.run.ID), Source: t.run.Source}
		t.at, t.decoded, t.bare = 0, 0, true
		t.key = hold.Key{Route: t.key.Route, Place: strings.Clone(t.key.Place), Wire: t.key.Wire}
		t.envelope = event.Envelope{}
	case t.decoded != 0 && identity(t.run.Event) == t.decoded:
		t.run.Event, t.run.Raw, t.decoded = nil, nil, 0
	}
}

// identity tells events apart by where they lie; 0 for one that is no object.
func identity(event any) uintptr {
	if members, ok := event.(map[string]any); ok {
		return reflect.ValueOf(members).Pointer()
	}
	return 0
}
