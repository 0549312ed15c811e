package follow

import (
	"context"
	"time"

	"github.com/drayhq/dray/core/follow/poll"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/sdk"
)

// finish ends a run, as far as Port lets it.
func (f *Follower) finish(ctx context.Context, p *pipeline, told sdk.Report, stopped time.Time) {
	secret := ""
	if p.home != nil {
		secret = p.home.value
	}
	told.Summary = f.Mask(told.Summary, secret)
	p.end, p.look, p.tries = &end{report: told}, nil, 0
	if !stopped.IsZero() {
		p.end.lag = f.Now().Sub(stopped)
	}
	f.tell(ctx, p)
}

// sayBound is how long telling Port may take, and the book after it.
const sayBound = 10 * time.Second

// tell has Port told of the end, and forgets the pipeline once Port knows.
func (f *Follower) tell(ctx context.Context, p *pipeline) {
	done, err := f.tellOnce(ctx, p)
	if err != nil {
		p.unsure = true // Port may have heard
		p.tries++
		f.again(p, f.Now().Add(min(poll.Again(p.tries), 30*time.Second)))
		return
	}
	f.mu.Lock()
	replaced := p.gone
	f.drop(p)
	f.mu.Unlock()
	if f.Book != nil && !replaced {
		// Also while dray stops: Port has been told.
		bound, cancel := context.WithTimeout(context.WithoutCancel(ctx), sayBound)
		defer cancel()
		if err := f.Book.Unfollow(bound, p.Run); err != nil {
			f.Log.Error("a pipeline that has ended stays in the store, until the next start", "run", p.Run, "error", err)
		}
	}
	f.Log.Info("pipeline", "run", p.Run, "pipeline", p.Pipeline, "outcome", done,
		"how", p.end.report.StatusLabel, "after", f.Now().Sub(p.Since).Round(time.Millisecond).String(),
		"lag", p.end.lag.Round(time.Millisecond).String())
}

func (f *Follower) tellOnce(ctx context.Context, p *pipeline) (outcome string, err error) {
	f.mu.Lock()
	replaced := p.gone
	f.mu.Unlock()
	if replaced {
		return "replaced", nil
	}
	ctx, cancel := context.WithTimeout(ctx, sayBound)
	defer cancel()
	if p.unsure && p.Kind == sdk.ActionRun && f.Ended != nil {
		ended, err := f.Ended(ctx, p.Run)
		if err != nil {
			return "", err
		}
		if ended {
			return "known to Port", nil
		}
	}
	told := p.end.report
	return told.Status, f.Say(ctx, report.Plan{
		Run: sdk.Run{ID: p.Run, Kind: p.Kind}, Report: told, Line: told.Summary,
	})
}
