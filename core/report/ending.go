package report

import (
	"time"

	"github.com/drayhq/dray/sdk"
)

// Row is the row of the contract's table that a run ended in.
type Row int

// The rows that end a run which has passed the gate.
const (
	Delivered Row = iota // the endpoint answered 2xx
	Skipped              // a step said that it isn't ours
	Dropped              // a module refused it on purpose
	Failed               // for good: no mapping, no URL, a permanent answer
	Unknown              // it may have happened
	Exhausted            // it was repeated for as long as its route allows
	TooOld               // older than its route's max_age
	NoRoute              // no route matched
)

// String gives the row's name as logs show it.
func (r Row) String() string {
	return [...]string{"delivered", "skipped", "dropped", "failed", "unknown", "exhausted", "too old", "no route"}[r]
}

// Ending is how a run ended.
type Ending struct {
	Run      sdk.Run // as far as it came; its Reply is set if the endpoint answered
	Row      Row
	Err      error         // the last step's; nil when delivered
	Route    string        // "" when none matched
	Step     string        // the step that ended it; "" when delivered
	Attempts int           // of all steps together
	Elapsed  time.Duration // from the first attempt
}
