package sdk

import (
	"errors"
	"time"
)

// Outcome is what a step's error means for the run.
type Outcome int

// The outcomes, in the order of the contract's table.
const (
	Continue  Outcome = iota // no error: the next step
	Skipped                  // not ours: nobody is told
	Dropped                  // ours, and refused on purpose: Port is told
	Retryable                // it did not happen, or may happen twice: the step is repeated
	Uncertain                // it may have happened: not repeated unless the route says so
	Permanent                // it failed for good
	Parked                   // nothing happened; somebody has to look before it goes on: a dead letter
)

// String gives the outcome's name as metrics and logs show it.
func (o Outcome) String() string {
	return [...]string{"continue", "skip", "drop", "retry", "unknown", "fail", "park"}[o]
}

type outcomeError struct {
	outcome Outcome
	err     error
	after   time.Duration
}

func (e *outcomeError) Error() string { return e.err.Error() }
func (e *outcomeError) Unwrap() error { return e.err }

// Skip says that the run is not for us. It is settled and nobody is told.
func Skip(reason string) error {
	return &outcomeError{outcome: Skipped, err: errors.New(reason)}
}

// Drop says that the run is ours and is refused on purpose. Port is told the reason.
func Drop(reason string) error {
	return &outcomeError{outcome: Dropped, err: errors.New(reason)}
}

// Retry says that the step can be repeated, not before after has passed; zero
// leaves the wait to the route's backoff. Nothing has happened yet, or err is an
// [Unknown] one and what happens twice does no harm.
func Retry(err error, after time.Duration) error {
	return &outcomeError{outcome: Retryable, err: err, after: after}
}

// Unknown says that the effect may have happened. A run is not repeated then,
// for that could trigger a pipeline twice, unless its route says so.
func Unknown(err error) error {
	return &outcomeError{outcome: Uncertain, err: err}
}

// Park says that nothing has happened, and that the run is to be kept as a dead
// letter until somebody replays or drops it. It needs [Env].Parks.
func Park(err error) error {
	return &outcomeError{outcome: Parked, err: err}
}

// Doubtful says whether err says anywhere that the effect may have happened, as
// one does that is repeated all the same because repeating it does no harm:
// Retry(Unknown(err), 0).
func Doubtful(err error) bool {
	for {
		o, ok := errors.AsType[*outcomeError](err)
		if !ok || o.outcome == Uncertain {
			return ok
		}
		err = o.err
	}
}

// OutcomeOf gives what err means, and the least wait before a retry. An error
// that none of the functions above made is permanent: a blind repeat could
// trigger a pipeline twice.
func OutcomeOf(err error) (Outcome, time.Duration) {
	if err == nil {
		return Continue, 0
	}
	if o, ok := errors.AsType[*outcomeError](err); ok {
		return o.outcome, o.after
	}
	return Permanent, 0
}
