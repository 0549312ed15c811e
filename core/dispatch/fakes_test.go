package dispatch_test

import (
	"context"
	"log/slog"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/event"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// partition is a source of one partition, and the lease on it.
type partition struct {
	mu      sync.Mutex
	queue   []*intake.Message
	begun   map[int64]bool
	settled []int64
	lost    bool // Begin says no
	unacked bool // a broker that acknowledges nothing
	closed  bool
	ended   error // after the last; nil: there may be more
}

func newPartition(values ...string) *partition {
	p := &partition{begun: map[int64]bool{}}
	for i, v := range values {
		at := sdk.Source{Topic: "ORG.runs", Offset: int64(i), Time: time.Now()}
		p.queue = append(p.queue, intake.NewMessage(at, nil, []byte(v), false, p))
	}
	return p
}

func (p *partition) Poll(ctx context.Context, n int) ([]*intake.Message, error) {
	p.mu.Lock()
	if n = min(n, len(p.queue)); n > 0 {
		defer p.mu.Unlock()
		out := p.queue[:n]
		p.queue = p.queue[n:]
		return out, nil
	}
	p.mu.Unlock()
	if p.ended != nil {
		return nil, p.ended
	}
	<-ctx.Done()
	return nil, ctx.Err()
}

func (p *partition) Close(context.Context) error { p.closed = true; return nil }

func (p *partition) Begin(offset int64) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.begun[offset] = !p.lost
	return !p.lost
}

func (p *partition) Release(offset int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.begun, offset)
}

func (p *partition) Settle(offset int64, acked func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.begun, offset)
	p.settled = append(p.settled, offset)
	if !p.unacked {
		go acked()
	}
}

func (p *partition) state() (begun int, settled []int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.begun), slices.Clone(p.settled)
}

// gate takes a message's value as its run's id; "junk" and "theirs" are just that.
type gate struct{}

func (gate) Admit(_ context.Context, m *intake.Message) (sdk.Run, event.Envelope, error) {
	switch id := string(m.Value); id {
	case "junk":
		return sdk.Run{}, event.Envelope{}, strconv.ErrSyntax
	case "theirs":
		return sdk.Run{}, event.Envelope{}, sdk.Skip("theirs")
	default:
		return sdk.Run{ID: id, Source: m.Source, Event: id[:1]}, event.Envelope{Requester: "ada", Action: "of " + id, Synchronized: true}, nil
	}
}

func (g gate) Again(m *intake.Message) (sdk.Run, event.Envelope, error) {
	return g.Admit(context.Background(), m)
}

// diary is a reporter that remembers.
type diary struct {
	mu      sync.Mutex
	endings map[string]report.Ending
	waits   []report.Waiting
}

func (l *diary) Finish(_ context.Context, e report.Ending) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.endings[e.Run.ID] = e
}

func (l *diary) Waiting(w report.Waiting) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waits = append(l.waits, w)
}

// step is a sink made of a function.
type step func(ctx context.Context, run sdk.Run) (sdk.Run, error)

func (s step) Do(ctx context.Context, run sdk.Run) (sdk.Run, error) { return s(ctx, run) }

// dispatcher makes one with one route, whose limits a test may tighten.
func dispatcher(p *partition, r *route.Route, tighten func(*dispatch.Limits)) (*dispatch.Dispatcher, *diary) {
	limits := dispatch.Limits{InFlight: 8, Unsettled: 16, Waiting: 100, Drain: 25 * time.Second}
	if tighten != nil {
		tighten(&limits)
	}
	l := &diary{endings: map[string]report.Ending{}}
	if r.Retry == (route.Retry{}) {
		r.Retry = route.Retry{Initial: 500 * time.Millisecond, Max: 30 * time.Second, Total: 5 * time.Minute}
	}
	return dispatch.New(dispatch.Options{
		Source: p, Gate: gate{}, Routes: route.NewLive(route.Table{r}, nil), Reporter: l,
		Limits: limits, Log: slog.New(slog.DiscardHandler), Now: time.Now,
	}), l
}
