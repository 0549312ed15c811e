package deadletter

import (
	"time"

	"github.com/drayhq/dray/sdk"
)

// Class says why a message was parked.
type Class string

// The classes.
const (
	Junk      Class = "junk"      // forged, unverifiable, or nothing that can be read; not trusted
	Exhausted Class = "exhausted" // nothing was started, and there was no time left to try again
	Unknown   Class = "unknown"   // sent, and it may have happened
	InDoubt   Class = "in_doubt"  // dray stopped between sending and hearing what came of it
	Trap      Class = "trap"      // a module trapped, and its route parks such runs
)

// Classes lists all of them.
func Classes() []Class { return []Class{Junk, Exhausted, Unknown, InDoubt, Trap} }

// Letter is a parked message. The bytes in Key, Value and Headers are the
// original's, never changed.
type Letter struct {
	ID   string   `json:"id"`            // given by the store; sorts by time
	Run  string   `json:"run,omitempty"` // "" for an event without a run, and for junk
	Kind sdk.Kind `json:"kind"`          // what the message is

	Topic     string    `json:"topic"`
	Partition int32     `json:"partition"`
	Offset    int64     `json:"offset"`
	Published time.Time `json:"published,omitzero"` // the broker's timestamp
	Key       []byte    `json:"key,omitempty"`
	Value     []byte    `json:"value,omitempty"`
	Headers   []Header  `json:"headers,omitempty"`
	Changes   bool      `json:"changes,omitempty"` // it came from the change-log topic

	Route    string    `json:"route,omitempty"`
	Action   string    `json:"action,omitempty"` // "" for junk
	Step     string    `json:"step,omitempty"`   // the step that it failed at
	Class    Class     `json:"class"`
	Reason   string    `json:"reason"`
	Attempts int       `json:"attempts,omitempty"` // of that step
	First    time.Time `json:"first,omitzero"`     // when the first attempt was made
	Parked   time.Time `json:"parked,omitzero"`    // when it was first parked

	Told   bool      `json:"told,omitempty"`  // Port already has a terminal status
	Doubt  bool      `json:"doubt,omitempty"` // the pipeline may have started
	Replay time.Time `json:"replay,omitzero"` // when somebody asked for a replay; zero: nobody
}

// Header is a header of the original message.
type Header struct {
	Key   string `json:"key"`
	Value []byte `json:"value"`
}
