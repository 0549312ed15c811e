package history

import "time"

// Kind is what CircleCI does with a run.
type Kind string

// The kinds.
const (
	Plain   Kind = "plain"   // 201, within some milliseconds
	Slow    Kind = "slow"    // 201, after a second or more
	Busy    Kind = "busy"    // 503 the first time, then 201
	Broken  Kind = "broken"  // the connection is reset: nobody but CircleCI knows whether it was read
	Refused Kind = "refused" // 400
)

// Run is one run of a storm.
type Run struct {
	ID        string    `json:"run"`
	Kind      Kind      `json:"kind"`
	Partition int32     `json:"partition"`
	Offset    int64     `json:"offset"`
	Produced  time.Time `json:"produced"`
	Sends     []Send    `json:"sends,omitempty"`
	Tellings  []Telling `json:"told,omitempty"`
	Settled   *Settled  `json:"settled,omitempty"`
	Status    string    `json:"port_status,omitempty"` // what Port shows in the end
	Label     string    `json:"port_label,omitempty"`
	Summary   string    `json:"port_summary,omitempty"`
	Parked    string    `json:"parked,omitempty"` // the class of its dead letter

	reached bool // see Progress
}

// Send is a trigger that reached CircleCI.
type Send struct {
	At     time.Time `json:"at"`
	Life   int       `json:"life"`   // who sent it; see Life
	Answer int       `json:"answer"` // the status; 0: none, the connection broke
}

// Counts says whether dray may not send the run again after this, in so far as it
// got to know: anything but an answer that asks to come again. 413 is what the
// stand-in says of a request that broke off on its way.
func (s Send) Counts() bool { return s.Answer != 503 && s.Answer != 413 }

// Telling is a call to Port about the run.
type Telling struct {
	At     time.Time `json:"at"`
	Life   int       `json:"life"`
	Call   string    `json:"call"`
	Answer int       `json:"answer"`
}

// Settled is the first commit that covers the run. By is when the broker took it,
// Seen when it was found among the group's commits, replicated: it was acknowledged
// in between.
type Settled struct {
	By   time.Time `json:"by"`
	Seen time.Time `json:"seen"`
}
