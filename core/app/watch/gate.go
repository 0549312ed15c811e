//go:build !lean

package watch

import (
	"context"

	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/event"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/sdk"
)

// Gate gives next, watched.
func (w *Watch) Gate(next dispatch.Gate) dispatch.Gate {
	if w == nil {
		return next
	}
	return gate{next, w}
}

type gate struct {
	dispatch.Gate
	watch *Watch
}

// Admit counts a message, and enters a run that is ours until its message has ended.
func (g gate) Admit(ctx context.Context, m *intake.Message) (sdk.Run, event.Envelope, error) {
	from := now()
	run, envelope, err := g.Gate.Admit(ctx, m)
	to := now()
	if c := g.watch.metrics; c != nil && !m.Verified {
		c.Message(topic(m), kind(err), to.Sub(from))
	}
	if err != nil {
		return run, envelope, err
	}
	at := m.Time
	if m.Verified || at.IsZero() { // a dead letter waits from when it is replayed
		at = from
	}
	settled := g.watch.unsettled.add(m.Source, at)
	traced := g.watch.tracer
	if traced != nil {
		traced.Begin(run, m.Verified, from, to)
	}
	m.OnEnd(func() {
		settled()
		if traced != nil {
			traced.End(run.Source, now())
		}
	})
	return run, envelope, nil
}

func topic(m *intake.Message) string {
	if m.Changes {
		return "changes"
	}
	return "runs"
}

func kind(err error) string {
	outcome, _ := sdk.OutcomeOf(err)
	switch outcome {
	case sdk.Continue:
		return "ours"
	case sdk.Skipped:
		return "not_ours"
	default:
		return "junk"
	}
}
