//go:build !lean

package watch

import (
	"context"

	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/observe/tracing"
	"github.com/drayhq/dray/core/report"
)

// Reporter gives next, watched.
func (w *Watch) Reporter(next dispatch.Reporter) dispatch.Reporter {
	if w == nil {
		return next
	}
	return reporter{next, w}
}

type reporter struct {
	dispatch.Reporter
	watch *Watch
}

// Finish counts a run's end, and has Port told.
func (r reporter) Finish(ctx context.Context, e report.Ending) {
	from := now()
	how := outcome(e.Row)
	m := r.watch.metrics
	if m != nil {
		m.Ended(e.Route, how)
		if e.Row == report.Delivered && e.Run.Reply != nil && !e.Replayed {
			m.Delivered(e.Route, from.Sub(e.Run.Source.Time), e.Run.ID,
				func() string { return tracing.IDOf(e.Run).String() })
		}
		if e.Replayed {
			m.Replayed(how)
		}
	}
	r.Reporter.Finish(ctx, e)
	to := now()
	if m != nil {
		m.Reported(to.Sub(from))
	}
	t := r.watch.tracer
	if t != nil {
		t.Reported(e.Run, e.Route, how, e.Row != report.Delivered && e.Row != report.Skipped, from, to)
	}
	if e.Replayed && e.Kept.ID != "" { // it stays a letter: there is nothing to settle
		r.watch.unsettled.remove(e.Run.Source)
		if t != nil {
			t.End(e.Run.Source, to)
		}
	}
}

// Waiting counts an attempt that will be made again.
func (r reporter) Waiting(w report.Waiting) {
	if m := r.watch.metrics; m != nil {
		m.Retried(w.Route)
	}
	if t := r.watch.tracer; t != nil {
		t.Waits(w.Run, now())
	}
	r.Reporter.Waiting(w)
}
