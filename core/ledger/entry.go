package ledger

import (
	"strconv"
	"strings"
	"time"

	"github.com/drayhq/dray/sdk"
)

// MaxBody is how many bytes of a reply's body are remembered.
const MaxBody = 64 << 10

// Key names one link of the chain that one run walks.
type Key struct {
	Run  string // the run id, or "topic/partition@offset/milliseconds" for an event without one
	Step int    // the link's index in its chain
}

// KeyOf gives the key of the link with this index. The broker's timestamp is part of
// an event's: a topic that is made anew counts from 0 again, and what is on it then
// was never sent.
func KeyOf(run sdk.Run, step int) Key {
	if run.ID != "" {
		return Key{Run: run.ID, Step: step}
	}
	at := run.Source
	place := at.Topic + "/" + strconv.Itoa(int(at.Partition)) + "@" + strconv.FormatInt(at.Offset, 10) +
		"/" + strconv.FormatInt(at.Time.UnixMilli(), 10)
	return Key{Run: place, Step: step}
}

// Entry is what is known of a key.
type Entry struct {
	// Done says that Result is known. An entry that isn't done is an intent: the
	// request may have been sent, and what came of it nobody knows.
	Done   bool
	Result Result
	At     time.Time // when it was written
}

// Result is what came of a request.
type Result struct {
	Outcome sdk.Outcome
	Error   string // what went wrong; "" where nothing did
	Doubt   bool   // an attempt before the last may have taken effect
	Status  int    // of the reply; 0 where there was none
	Header  sdk.Header
	Body    []byte // the first MaxBody bytes
	Took    time.Duration
}

// Bounds of the rest of a result, in bytes.
const (
	maxError  = 4 << 10
	maxHeader = 16 << 10 // names and values together
)

// Bounded gives the result with Error and Body cut to their bounds and without
// the header when that has more than 16 KiB. Nothing in r is changed.
func (r Result) Bounded() Result {
	if len(r.Error) > maxError {
		r.Error = strings.ToValidUTF8(r.Error[:maxError], "")
	}
	if len(r.Body) > MaxBody {
		r.Body = r.Body[:MaxBody:MaxBody]
	}
	size := 0
	for name, values := range r.Header {
		for _, value := range values {
			size += len(name) + len(value)
		}
	}
	if size > maxHeader {
		r.Header = nil
	}
	return r
}
