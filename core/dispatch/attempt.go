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
		d.Log.Warn("cut off while stopping: the run stays unsettled and will be dispatched again", "run", t.run.ID)
		return // its place among the unsettled is what the drain waited for in vain
	}
	outcome, after := sdk.OutcomeOf(walk.Err)
	if outcome == sdk.Retryable || outcome == sdk.Uncertain && t.route.RetryUnknown {
		if wait, ok := t.wait(d.Now(), after); ok {
			d.postpone(s, t, walk, wait)
			return
		}
	}
	d.end(s, t, d.ending(t, report.RowOf(outcome), walk))
}

func (d *Dispatcher) ending(t *task, row report.Row, walk chain.Walk) report.Ending {
	if p, ok := errors.AsType[*chain.PanicError](walk.Err); ok {
		d.Log.Error("a step panicked", "step", p.Step, "run", t.run.ID, "panic", fmt.Sprint(p.Value), "stack", string(p.Stack))
	}
	return report.Ending{
		Run: walk.Run, Row: row, Err: walk.Err, Route: t.route.Name, Step: t.route.Chain.Name(walk.At),
		Attempts: t.attempts, Took: d.Now().Sub(t.began), Doubt: t.doubt,
	}
}

// postpone gives back all that the task holds until its wait is over.
func (d *Dispatcher) postpone(s shift, t *task, walk chain.Walk, wait time.Duration) {
	waiting := report.Waiting{
		Run: walk.Before, Step: t.route.Chain.Name(walk.At),
		Attempt: t.attempts, Err: walk.Err, Before: t.lastErr, Wait: wait,
	}
	d.Reporter.Waiting(waiting)
	t.doubt = t.doubt || sdk.Doubtful(walk.Err)
	t.run, t.at, t.lastErr = walk.Before, walk.At, walk.Err
	t.run.Attempt++
	t.message.Release()
	d.waiting.Add(1)
	d.unsettled.Release(1)
	time.AfterFunc(wait, func() {
		d.waiting.Add(-1)
		d.start(s, t)
	})
}

// end has Port told, then settles. The place among the unsettled is given back
// once the broker has acknowledged that.
func (d *Dispatcher) end(s shift, t *task, ending report.Ending) {
	ending.Requester, ending.Action = t.envelope.Requester, t.envelope.Action
	ending.Synchronized = t.envelope.Synchronized
	d.Reporter.Finish(s.work, ending)
	t.message.Settle(func() { d.unsettled.Release(1) })
	d.next(s, t)
}
