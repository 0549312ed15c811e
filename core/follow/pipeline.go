package follow

import (
	"net/http"
	"time"

	"github.com/drayhq/dray/core/follow/book"
	"github.com/drayhq/dray/core/follow/judge"
	"github.com/drayhq/dray/core/follow/poll"
	"github.com/drayhq/dray/sdk"
)

// pipeline is one that is followed. While it is in no queue a worker has it.
type pipeline struct {
	book.Entry
	place  book.Place
	home   *account // nil: its token has to be had again
	look   *look    // that is under way; nil between two
	end    *end     // that Port is to be told; nil before
	looked time.Time
	window poll.Window // of its account's budget, in which its last call was made
	tries  int         // calls in a row that told nothing, or tries to tell Port
	state  string      // of the pipeline as last seen; "" before
	label  string      // that Port shows
	setup  bool        // it has a setup workflow
	nudged bool        // something happened while it was looked at
	unsure bool        // Port may have been told of its end
	gone   bool        // another pipeline took its place while a worker had it
}

// look is what one look has brought so far.
type look struct {
	flows              []judge.Workflow
	page               string
	pages              int // that were read
	gotFlows, gotState bool
	state              judge.Pipeline
}

// end is how a run ends.
type end struct {
	report sdk.Report
	lag    time.Duration // since the last workflow stopped; 0: not known
}

// key is what calls share a limit by. The value is a secret.
type key struct{ base, name, value string }

// account is a token at a host, and the pipelines that are looked at with it.
type account struct {
	key
	queue  book.Queue[*pipeline]
	budget *poll.Budget
	count  int // of its pipelines, those under way too
}

// tokens are the headers that CircleCI takes a token from, the first that is set.
var tokens = [...]string{"Circle-Token", "Authorization"}

// settle gives a pipeline its account, by the token in a header. The caller holds the
// lock.
func (f *Follower) settle(p *pipeline, header sdk.Header) {
	k := key{base: p.Base, name: tokens[0]}
	for _, name := range tokens {
		if value := header.Get(name); value != "" {
			k.name, k.value = name, f.name(value)
			break
		}
	}
	a := f.accounts[k]
	if a == nil {
		a = &account{key: k, budget: poll.NewBudget(f.Rate)}
		f.accounts[k] = a
	}
	a.count++
	p.home = a
}

// queue has a pipeline wait for its turn. The caller holds the lock.
func (f *Follower) queue(p *pipeline, due time.Time) { f.queueOf(p).Push(p, &p.place, due) }

func (f *Follower) queueOf(p *pipeline) *book.Queue[*pipeline] {
	switch {
	case p.end != nil:
		return &f.telling
	case p.home == nil:
		return &f.lost
	}
	return &p.home.queue
}

// drop forgets a pipeline. The caller holds the lock.
func (f *Follower) drop(p *pipeline) {
	if p.gone {
		return
	}
	p.gone = true
	if p.place.Queued() {
		f.queueOf(p).Remove(&p.place)
	}
	if f.runs[p.Run] == p {
		delete(f.runs, p.Run)
	}
	if f.ids[p.Pipeline] == p {
		delete(f.ids, p.Pipeline)
	}
	f.unsettle(p)
}

// unsettle takes a pipeline from its account, if it has one. The caller holds the lock.
func (f *Follower) unsettle(p *pipeline) {
	if a := p.home; a != nil {
		if a.count--; a.count == 0 {
			delete(f.accounts, a.key)
		}
	}
}

func headerOf(h sdk.Header) http.Header { return http.Header(h) }

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
