package ledger

import (
	"strconv"
	"time"

	"github.com/drayhq/dray/sdk"
)

// MaxBody is how many bytes of a reply's body are remembered.
const MaxBody = 64 << 10

// Key names one link of the chain that one run walks.
type Key struct {
	Run  string // the run id, or "topic/partition@offset" for an event without one
	Step int    // the link's index in its chain
}

// KeyOf gives the key of the link with this index.
func KeyOf(run sdk.Run, step int) Key {
	if run.ID != "" {
		return Key{Run: run.ID, Step: step}
	}
	at := run.Source
	place := at.Topic + "/" + strconv.Itoa(int(at.Partition)) + "@" + strconv.FormatInt(at.Offset, 10)
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
