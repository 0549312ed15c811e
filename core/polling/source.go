package polling

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/polling/event"
	"github.com/drayhq/dray/core/port"
	"github.com/drayhq/dray/sdk"
)

// topic stands where a message from Kafka names its topic.
const topic = "polling"

// ErrGivenUp says that Port has been failing for as long as polling.give_up.
var ErrGivenUp = errors.New("claiming runs from Port was given up")

// nothingNew is the pause after a full batch of what is held already.
const nothingNew = 100 * time.Millisecond

// Port is what is asked; see core/port.
type Port interface {
	ClaimRuns(ctx context.Context, limit int, visible time.Duration) ([]json.RawMessage, error)
	ClaimNodes(ctx context.Context, limit int, visible time.Duration) ([]json.RawMessage, error)
	AckRun(ctx context.Context, id string) (ours bool, err error)
	AckNode(ctx context.Context, id string) (ours bool, err error)
	PatchRun(ctx context.Context, id string, report sdk.Report) error
	PatchNode(ctx context.Context, id string, report port.NodeReport) error
}

// Options says whom to ask and how.
type Options struct {
	Port  Port
	How   config.Polling
	Inbox Inbox // nil: what is under way doesn't outlast the process
	Log   *slog.Logger
	Now   func() time.Time // nil: time.Now
}

// Source hands out the runs that Port has for the agent. Make it with Open.
type Source struct {
	Options
	runs, nodes *kind
	restored    []*claim // from the inbox, to be handed out first
	settling    sync.WaitGroup

	mu   sync.Mutex
	held map[string]*claim // handed out and not done, by id
	last int64             // offset
	err  error             // why there is nothing to be had, now or for good
}

var _ intake.Source = (*Source)(nil)

// Open makes a source that goes on with what its inbox holds. Port is asked with the
// first [Source.Poll].
func Open(o Options) (*Source, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Source{Options: o, held: map[string]*claim{}, err: errors.New("starting: Port was not asked for runs yet")}
	s.runs = newKind("runs", o.Port.ClaimRuns, o.Port.AckRun, event.OfRun, o.How)
	s.nodes = newKind("workflow nodes' runs", o.Port.ClaimNodes, o.Port.AckNode, event.OfNode, o.How)
	if err := s.restore(); err != nil {
		return nil, err
	}
	return s, nil
}

// Poll waits for runs and gives up to limit of them. Its error is ctx's, or [ErrGivenUp].
func (s *Source) Poll(ctx context.Context, limit int) ([]*intake.Message, error) {
	if n := min(limit, len(s.restored)); n > 0 {
		out := messages(s.restored[:n])
		s.restored = s.restored[n:]
		return out, nil
	}
	for {
		next := s.runs // whichever is due first, so that a full one leaves the other its turn
		if s.nodes.due.Before(next.due) {
			next = s.nodes
		}
		timer := time.NewTimer(max(0, next.due.Sub(s.Now())))
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil, fmt.Errorf("waiting for runs: %w", ctx.Err())
		case <-timer.C:
		}
		if out := messages(s.claim(ctx, next, limit)); len(out) > 0 {
			return out, nil
		}
		if s.How.GiveUp > 0 && s.runs.failing(s.Now()) >= s.How.GiveUp {
			s.note(fmt.Errorf("%w after %s of failures (polling.give_up): %w", ErrGivenUp, s.How.GiveUp, s.Err()))
			return nil, s.Err()
		}
	}
}

// claim asks for runs of a kind and gives those that are new.
func (s *Source) claim(ctx context.Context, k *kind, limit int) (out []*claim) {
	asked := s.Now()
	pending, err := k.ask(ctx, min(limit, s.How.Batch), s.How.Visibility)
	if ctx.Err() != nil {
		return nil
	}
	for _, raw := range pending {
		if c := s.take(k, raw, asked); c != nil {
			out = append(out, c)
		}
	}
	pause := s.How.Interval
	switch full := len(pending) >= min(limit, s.How.Batch); {
	case full && len(out) > 0:
		pause = 0
	case full: // of what waits here: what is behind it is to come, but not in a spin
		pause = min(pause, nothingNew)
	}
	k.answered(s.Now(), pause, err, s.Log)
	if k == s.runs {
		s.note(err)
	}
	if len(out) > 0 {
		s.Log.Debug("claimed from Port", "kind", k.name, "count", len(out))
	}
	return out
}

// take gives the claim of a run, nil for one that is held already and was claimed again
// because it had to wait, or that can't be read.
func (s *Source) take(k *kind, raw json.RawMessage, asked time.Time) *claim {
	e, err := k.event(raw)
	if err != nil {
		s.Log.Error("what Port gave for a run can't be read", "kind", k.name, "run", e.ID, "error", err)
	}
	if e.ID == "" {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if held := s.held[e.ID]; held != nil {
		held.since.Store(&asked)
		return nil
	}
	if e.At.IsZero() { // it would be older than any max_age
		e.At = asked.Round(0)
	}
	s.last = max(s.last+1, asked.UnixMicro()) // unlike any before, also of the process before
	c := &claim{source: s, kind: k, record: record{ID: e.ID, Node: k == s.nodes, Offset: s.last, Made: e.At.UTC(), Message: e.Message}}
	c.since.Store(&asked)
	s.held[e.ID] = c
	return c
}

func messages(claims []*claim) (out []*intake.Message) {
	for _, c := range claims {
		m := intake.NewMessage(sdk.Source{Topic: topic, Offset: c.Offset, Time: c.Made}, nil, c.Message, false, c)
		m.Trusted = &sdk.Run{ID: c.ID}
		if c.Node {
			m.Trusted.Kind = sdk.NodeRun
		}
		out = append(out, m)
	}
	return out
}

// note keeps why there is nothing to be had.
func (s *Source) note(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.err = err
}

// Err says why there is nothing to be had; nil while Port answers.
func (s *Source) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}
