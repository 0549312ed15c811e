package document

import (
	"time"

	"github.com/drayhq/dray/sdk"
)

const (
	defaultBytes = 1 << 20
	maxDepth     = 1000    // of the body, in objects and lists
	callValues   = 8       // how many values of full length one call may set
	keepBytes    = 1 << 16 // a longer buffer is not kept for the next call
)

// Options say what a document shows. They are read, never changed.
type Options struct {
	// Sensitive names header fields that are hidden, in any case, besides those
	// that dray ABI 1 hides always; nil for none.
	Sensitive func(header string) bool
	Config    any // decoded as Run.Event is; nil is {}
	MaxBytes  int // of one value got or set, default 1 MiB
}

// Document is the document of one call after another. It is for one goroutine at
// a time, and begins with Reset.
type Document struct {
	sensitive func(string) bool
	config    any
	max       int

	event     any
	id, topic string
	attempt   int
	now       time.Time

	source  *sdk.Request // the run's own
	request sdk.Request  // as it is by now; shares with source what is not owned
	there   bool         // whether there is a request
	changed bool
	made    *sdk.Request // what Request gave, nil when something was set since
	written int          // bytes of pointers and values in this call

	ownHeader, ownQuery bool
	owned               owned              // levels of the body
	lists               map[place]struct{} // what was set as a list

	buf   []byte   // what Get gives
	keys  []string // a stack of member names to be sorted
	order []int    // places in the query to be sorted
}

// New makes a document that is empty until Reset.
func New(o Options) *Document {
	d := &Document{sensitive: o.Sensitive, config: o.Config, max: o.MaxBytes}
	if d.config == nil {
		d.config = map[string]any{}
	}
	if d.max <= 0 {
		d.max = defaultBytes
	}
	return d
}

// Reset begins a call: the document is that of run from now on, and holds on to
// nothing of the run before.
func (d *Document) Reset(run sdk.Run, now time.Time) {
	d.event, d.id, d.topic, d.attempt, d.now = run.Event, run.ID, run.Source.Topic, run.Attempt, now
	d.source, d.there = run.Request, run.Request != nil
	if d.there {
		d.request = *run.Request
	} else {
		d.request = sdk.Request{}
	}
	d.changed, d.written = false, 0
	clear(d.lists)
	d.disown()
	if cap(d.buf) > keepBytes {
		d.buf = nil
	}
}

// Changed says whether the call set or removed anything.
func (d *Document) Changed() bool { return d.changed }

// Request gives the request as it is by now: the run's own when nothing was
// changed, else a new one that later calls leave alone.
func (d *Document) Request() *sdk.Request {
	if !d.changed {
		return d.source
	}
	if d.made == nil {
		d.disown()
		made := d.request
		made.Wire = nil // the bytes of what was before
		d.made = &made
	}
	return d.made
}

// touch notes that something was changed.
func (d *Document) touch() {
	d.changed, d.there, d.made = true, true, nil
}

// disown has the next write copy again.
func (d *Document) disown() {
	d.made, d.ownHeader, d.ownQuery = nil, false, false
	d.owned.reset()
}
