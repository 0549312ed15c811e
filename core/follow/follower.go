package follow

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/drayhq/dray/core/follow/book"
	"github.com/drayhq/dray/core/follow/poll"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/sdk"
)

// Limit is what a route says of following.
type Limit struct {
	For   time.Duration // how long a pipeline is followed; 0: not at all
	Rerun time.Duration // how long a run waits for a re-run of what failed; 0: not at all
}

// Book keeps records over a restart; see core/store.
type Book interface {
	Follow(ctx context.Context, run string, record []byte) error
	Unfollow(ctx context.Context, runs ...string) error
	Followed(each func(record []byte) error) error
	FollowedRun(run string) ([]byte, error)
}

// Options is what a follower works with. What may be nil is said.
type Options struct {
	// Fetch makes a request by the way of a route's runs.
	Fetch func(ctx context.Context, route string, request sdk.Request) (sdk.Reply, error)
	// Say tells Port, once; an error means that it is to be told again.
	Say func(ctx context.Context, plan report.Plan) error
	// Ended asks Port whether a run has ended. It is asked only where Port may have been
	// told before; nil: nobody is asked.
	Ended func(ctx context.Context, run string) (bool, error)
	// Renew makes the request of a record's run once more, without sending it, for the
	// token that is in it.
	Renew func(ctx context.Context, record book.Record) (sdk.Request, error)
	// Mask hides secrets, those given among them.
	Mask func(text string, secrets ...string) string
	// Limit gives what a route says, now.
	Limit func(route string) Limit
	Book  Book    // nil: a restart forgets
	Rate  float64 // calls a second and token at most
	Pace  poll.Pace
	Now   func() time.Time
	Log   *slog.Logger
}

// Follower follows. Make it with New.
type Follower struct {
	Options

	mu       sync.Mutex
	accounts map[key]*account
	runs     map[string]*pipeline // by the runs' ids
	ids      map[string]*pipeline // by the pipelines'
	names    map[string]string    // texts that many have in common
	lost     book.Queue[*pipeline]
	telling  book.Queue[*pipeline]
	wake     chan struct{}
}

// New makes a follower that does nothing until [Follower.Run].
func New(o Options) *Follower {
	return &Follower{
		Options: o, accounts: map[key]*account{}, runs: map[string]*pipeline{}, ids: map[string]*pipeline{},
		names: map[string]string{}, wake: make(chan struct{}, 1),
	}
}

// Start is a pipeline that was just triggered.
type Start struct {
	book.Record
	Sent     sdk.Header // the trigger's header, which holds the token
	Answered sdk.Header // the answer's, which may tell of the rate limit
	Told     bool       // the run came before, and Port may know of its end
}

// bookBound is how long a run waits for its record to be on disk.
const bookBound = 10 * time.Second

// Follow begins to follow a pipeline. It returns once that is on disk, where there is
// a book; if it can't be, it is followed for as long as this process lives. What is
// followed already goes on.
func (f *Follower) Follow(ctx context.Context, s Start) {
	f.mu.Lock()
	known := f.runs[s.Run]
	f.mu.Unlock()
	if known != nil && known.Pipeline == s.Pipeline {
		return
	}
	if f.Book != nil {
		ctx, cancel := context.WithTimeout(ctx, bookBound)
		defer cancel()
		if err := f.Book.Follow(ctx, s.Run, s.Encode()); err != nil {
			f.Log.Error("a pipeline is followed, and a restart would forget it", "run", s.Run, "pipeline", s.Pipeline, "error", err)
		}
	}
	now := f.Now()
	f.mu.Lock()
	if before := f.runs[s.Run]; before != nil { // a run that was sent again stands for its last pipeline
		f.drop(before)
	}
	p := f.enter(s.Entry)
	p.unsure = s.Told
	f.settle(p, s.Sent)
	p.home.budget.Learn(now, headerOf(s.Answered))
	f.queue(p, now.Add(poll.Jitter(poll.First)))
	f.mu.Unlock()
	f.rouse()
}

// Nudge has a pipeline looked at soon, for something has happened to it; false: it is
// not followed.
func (f *Follower) Nudge(id string) bool {
	f.mu.Lock()
	p := f.ids[id]
	if p == nil {
		f.mu.Unlock()
		return false
	}
	now := f.Now()
	switch {
	case !p.place.Queued():
		p.nudged = true // it is being looked at, maybe too early
	case p.home != nil && p.end == nil:
		if at := later(now, p.looked.Add(time.Second)); at.Before(p.place.Due()) {
			p.home.queue.Move(&p.place, at)
		}
	}
	f.mu.Unlock()
	f.rouse()
	return true
}

// Len gives how many pipelines are followed.
func (f *Follower) Len() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.runs)
}

// spread is how far apart pipelines are taken up after a restart: each goes through its
// route's chain for its token.
const spread = 2 * time.Millisecond

// resume takes up what the book holds. A record that can't be read stays where it is.
func (f *Follower) resume() {
	if f.Book == nil {
		return
	}
	n, now := 0, f.Now()
	err := f.Book.Followed(func(data []byte) error {
		entry, err := book.DecodeEntry(data)
		if err != nil {
			f.Log.Error("a followed pipeline is passed over", "error", err)
			return nil
		}
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.runs[entry.Run] != nil {
			return nil // it came in just now
		}
		p := f.enter(entry)
		p.unsure = true
		f.queue(p, now.Add(time.Duration(n)*spread)) // what is new comes in beside
		n++
		return nil
	})
	if err != nil {
		f.Log.Error("pipelines that were followed before can't be taken up", "error", err)
	}
	if n > 0 {
		f.Log.Info("pipelines are followed on", "pipelines", n)
	}
}

// enter makes a pipeline of an entry. The caller holds the lock.
func (f *Follower) enter(e book.Entry) *pipeline {
	e.Run, e.Pipeline = strings.Clone(e.Run), strings.Clone(e.Pipeline)
	e.Slug, e.Number = f.name(e.Slug), strings.Clone(e.Number)
	e.Route, e.Base = f.name(e.Route), f.name(e.Base)
	p := &pipeline{Entry: e}
	f.runs[e.Run], f.ids[e.Pipeline] = p, p
	return p
}

// name gives a text's one copy: of few texts there are many.
func (f *Follower) name(text string) string {
	if held, ok := f.names[text]; ok {
		return held
	}
	if len(f.names) > 10_000 {
		clear(f.names)
	}
	text = strings.Clone(text)
	f.names[text] = text
	return text
}

func (f *Follower) rouse() {
	select {
	case f.wake <- struct{}{}:
	default:
	}
}
