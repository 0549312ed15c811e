package document

import (
	"time"

	"github.com/drayhq/dray/plugins/wasm/document/header"
	"github.com/drayhq/dray/plugins/wasm/document/query"
	"github.com/drayhq/dray/plugins/wasm/document/text"
	"github.com/drayhq/dray/plugins/wasm/document/tree"
	"github.com/drayhq/dray/sdk"
)

const (
	defaultBytes = 1 << 20
	defaultRead  = 64 << 20
	callValues   = 8       // how many values of full length one call may set
	keepBytes    = 1 << 16 // a longer buffer is not kept for the next call
)

// MaxDepth is how deep a body may be, in objects and lists.
const MaxDepth = 1000

// Options say what a document shows. They are read, never changed.
type Options struct {
	// Sensitive names header fields that are hidden, in any case, besides those
	// that dray ABI 1 hides always; nil for none.
	Sensitive func(header string) bool
	Config    any // decoded as Run.Event is; nil is {}
	MaxBytes  int // of one value set, default 1 MiB
	MaxRead   int // of one value got, default 64 MiB: a guest's memory bounds it before
}

// Document is the document of one call after another. It is for one goroutine at
// a time, and begins with Reset.
type Document struct {
	config any
	max    int

	event     any
	id, topic string
	attempt   int
	clock     Clock

	source      *sdk.Request // the run's own
	there       bool         // whether there is a request
	changed     bool
	made        *sdk.Request // what Request gave, nil when something was set since
	written     int          // bytes of pointers and values in this call
	method, url string
	header      header.View
	query       query.View
	body        any
	owned       tree.Owned // levels of the body

	given []byte      // what Set was given
	out   text.Writer // what Get gives
}

// New makes a document that is empty until Reset.
func New(o Options) *Document {
	d := &Document{config: o.Config, max: o.MaxBytes, header: header.View{Sensitive: o.Sensitive}}
	if d.config == nil {
		d.config = map[string]any{}
	}
	if d.max <= 0 {
		d.max = defaultBytes
	}
	if d.out.Max = o.MaxRead; d.out.Max <= 0 {
		d.out.Max = defaultRead
	}
	return d
}

// Clock gives the attempt's time.
type Clock interface{ Now() time.Time }

// Reset begins a call: the document is that of run from now on, and holds on to
// nothing of the run before. clock is asked when /run/now is read; nil is the zero time.
func (d *Document) Reset(run *sdk.Run, clock Clock) {
	d.event, d.id, d.topic, d.attempt, d.clock = run.Event, run.ID, run.Source.Topic, run.Attempt, clock
	d.source, d.there = run.Request, run.Request != nil
	given := run.Request
	if given == nil {
		given = &sdk.Request{}
	}
	d.method, d.url, d.body = given.Method, given.URL, given.Body
	d.header.Reset(given.Header)
	d.query.Reset(given.Query)
	d.owned.Reset()
	d.changed, d.made, d.written = false, nil, 0
	d.given, d.out.Text = kept(d.given), kept(d.out.Text)
}

// kept gives a buffer for the next call.
func kept(buf []byte) []byte {
	if cap(buf) > keepBytes {
		return nil
	}
	return buf
}

// Changed says whether the call set or removed anything.
func (d *Document) Changed() bool { return d.changed }

// touch notes that something was changed.
func (d *Document) touch() {
	d.changed, d.there, d.made = true, true, nil
}

// Renamed says whether the call set or removed the header Host.
func (d *Document) Renamed() bool { return d.header.Renamed }

// Request gives the request as it is by now: the run's own when nothing was
// changed, else a new one that later calls leave alone.
func (d *Document) Request() *sdk.Request {
	if !d.changed {
		return d.source
	}
	if d.made == nil {
		d.header.Disown()
		d.query.Disown()
		d.owned.Reset()
		// Without Wire: those are the bytes of what was before.
		d.made = &sdk.Request{Method: d.method, URL: d.url, Header: d.header.Header, Query: d.query.Params, Body: d.body}
	}
	return d.made
}
