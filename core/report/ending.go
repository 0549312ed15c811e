package report

import (
	"time"

	"github.com/drayhq/dray/sdk"
)

// Row is what became of a run.
type Row int

// The rows, as the contract's table has them.
const (
	Delivered Row = iota // the endpoint answered 2xx
	Failed               // it cannot be sent, or the endpoint refused it for good
	Dropped              // refused on purpose by a step
	Unknown              // it may have happened
	Exhausted            // it can be repeated, and there is no time left for that
	TooOld               // older than the route takes
	Skipped              // not ours: nobody is told
	InDoubt              // it was sent before dray was killed, and whether it arrived is not known
	Parked               // a step wants somebody to look before it goes on
)

// String gives the row's name as logs show it.
func (r Row) String() string {
	return [...]string{"delivered", "failed", "dropped", "unknown", "exhausted", "too old", "skipped", "in doubt", "parked"}[r]
}

// RowOf gives the row of a run that ends with outcome. A retryable run that
// ends is exhausted.
func RowOf(outcome sdk.Outcome) Row {
	switch outcome {
	case sdk.Continue:
		return Delivered
	case sdk.Skipped:
		return Skipped
	case sdk.Dropped:
		return Dropped
	case sdk.Retryable:
		return Exhausted
	case sdk.Uncertain:
		return Unknown
	case sdk.Parked:
		return Parked
	default:
		return Failed
	}
}

// Ending is how a run ended.
type Ending struct {
	Run sdk.Run // as far as it came
	Row Row
	Err error // what ended it; nil when it was delivered
	// Step names the step whose error it was; "" when it was none's.
	Step string
	// Route is the name of the route it took; "" when none did.
	Route string
	// Requester and Action say who asked for what; "" where the event doesn't.
	Requester, Action string
	// Synchronized says that the endpoint's answer ends the run at Port.
	Synchronized bool
	Attempts     int           // of that step; 0 counts as 1
	Took         time.Duration // from the step's first attempt to giving up
	// Kept says where the run is kept as a dead letter. Its row is nothing final
	// then, and Port is told that it can still go on.
	Kept Kept
	// Replayed says that it was a dead letter until now, so that Port shows it as one.
	Replayed bool
	// Doubt says that an attempt before the last may have taken effect, as it
	// can where a route or the method lets unknown outcomes be repeated.
	Doubt bool
	// Recalled says that it was sent an earlier time, and Port may know of its end.
	Recalled bool
	// Pipeline is what the request started and dray goes on to follow; nil for nothing.
	Pipeline *Pipeline
}

// Pipeline is what a run at Port stands for once it was triggered.
type Pipeline struct{ ID, Link string }

// Kept is where a dead letter is; its zero value is nowhere.
type Kept struct {
	ID    string // in the store; "" where there is none
	Topic string // that it was written to; "" for none
}

// Anywhere says whether it is kept at all.
func (k Kept) Anywhere() bool { return k != Kept{} }

// String says where, and what can be done about it.
func (k Kept) String() string {
	if k.ID == "" {
		return "It is kept in the topic " + k.Topic + ": produce it to the topic of the runs to send it again."
	}
	return "It is kept as dead letter " + k.ID + ": `dray dlq replay " + k.ID + "` sends it again, `dray dlq drop " + k.ID + "` ends it."
}

// Waiting is a run whose step is going to be tried again.
type Waiting struct {
	Run     sdk.Run
	Route   string
	Step    string
	Attempt int           // the one that did not succeed
	Err     error         // why
	Before  error         // why the attempt before did not; nil for the first
	Wait    time.Duration // until the next
}

// Plan is what Port is told of a run. Nothing in it needs masking any more.
type Plan struct {
	Report   sdk.Report
	Response any    // the endpoint's answer, for a synchronized run; nil for none
	Line     string // for the run's log; "" for none
	// Run is the ending's, with the secrets and warnings that working out the
	// report added.
	Run sdk.Run
	// Answered is the status that Response came with.
	Answered int
}

// The terminal statuses of a run at Port.
const (
	Success = "SUCCESS"
	Failure = "FAILURE"
)

// Terminal says that the run has ended for Port once it knows.
func (p Plan) Terminal() bool { return p.Report.Status == Success || p.Report.Status == Failure }
