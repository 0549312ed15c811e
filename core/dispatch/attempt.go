package dispatch

import (
	"errors"
	"fmt"
	"time"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/sdk"
)

// attempt walks the task on from where it stands. It holds a place on the wire
// and one among the unsettled; both are given back whatever happens.
func (d *Dispatcher) attempt(s shift, t *task) {
	if t.began.IsZero() {
		t.began = d.Now()
	}
	t.attempts++
	walk := t.route.Chain.Do(s.work, t.run, t.at)
	d.inFlight.Release(1)
	if walk.Err != nil && s.work.Err() != nil {
		d.Log.Warn("cut off while stopping: the run stays unsettled and will be dispatched again", "run", t.run.ID, "error", walk.Err)
		return // its place among the unsettled is what the drain waited for in vain
	}
	outcome, after := sdk.OutcomeOf(walk.Err)
	row := rows[outcome]
	if outcome == sdk.Retryable || outcome == sdk.Uncertain && t.route.RetryUnknown {
		if wait, ok := t.wait(d.Now(), after); ok {
			d.postpone(s, t, walk, wait)
			return
		}
		row = report.Exhausted
	}
	d.end(s, t, d.ending(t, row, walk))
}

// rows gives the contract's row for an outcome that ends a run.
var rows = map[sdk.Outcome]report.Row{
	sdk.Continue:  report.Delivered,
	sdk.Skipped:   report.Skipped,
	sdk.Dropped:   report.Dropped,
	sdk.Uncertain: report.Unknown,
	sdk.Permanent: report.Failed,
}

func (d *Dispatcher) ending(t *task, row report.Row, walk chain.Walk) report.Ending {
	var p *chain.PanicError
	if errors.As(walk.Err, &p) {
		d.Log.Error("a step panicked", "step", p.Step, "run", t.run.ID, "panic", fmt.Sprint(p.Value), "stack", string(p.Stack))
	}
	return report.Ending{
		Run: walk.Run, Row: row, Err: walk.Err, Route: t.route.Name, Step: t.route.Chain.Name(walk.At),
		Attempts: t.attempts, Elapsed: d.Now().Sub(t.began),
	}
}

// postpone gives back all that the task holds until its wait is over.
func (d *Dispatcher) postpone(s shift, t *task, walk chain.Walk, wait time.Duration) {
	t.run, t.at = walk.Before, walk.At
	t.run.Attempt++
	if text := walk.Err.Error(); text != t.lastErr {
		t.lastErr = text
		d.Log.Warn("will be tried again", "run", t.run.ID, "step", t.route.Chain.Name(t.at), "in", wait.String(), "error", walk.Err)
		d.Reporter.Note(t.run, fmt.Sprintf("Attempt %d: %s. Trying again in %s.", t.attempts, text, wait.Round(time.Millisecond)))
	}
	t.message.Release()
	d.waiting.add(1)
	d.unsettled.Release(1)
	time.AfterFunc(wait, func() {
		d.waiting.add(-1)
		d.start(s, t)
	})
}

// end has Port told, then settles. The place among the unsettled is given back
// once the broker has acknowledged that.
func (d *Dispatcher) end(s shift, t *task, ending report.Ending) {
	d.Reporter.Finish(s.work, ending)
	t.message.Settle(func() { d.unsettled.Release(1) })
	d.next(s, t)
}
