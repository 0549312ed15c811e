package dispatch

import (
	"errors"
	"fmt"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/dispatch/once"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/sdk"
)

// attempt walks the task on from where it stands. It holds a slot and a place
// among the begun; both are given back whatever happens.
func (d *Dispatcher) attempt(t *task) {
	switch {
	case t.junk != nil && t.run.ID == "":
		d.keepJunk(t)
		return
	case t.unkept != nil:
		d.keepAgain(t)
		return
	}
	began := d.Now()
	d.restore(t)
	switch {
	case t.junk != nil:
		d.slotBack(t)
		d.end(t, report.Ending{Run: t.run, Row: report.Failed, Err: fmt.Errorf("the run can't be read: %w", t.junk)})
		return
	case t.route == nil:
		d.slotBack(t)
		d.end(t, report.Ending{Run: t.run, Row: report.Failed, Err: errNoRoute})
		return
	case t.tooOld(began):
		d.slotBack(t)
		d.end(t, report.Ending{Run: t.run, Row: report.TooOld, Route: t.route.Name, Err: tooOldError(t, began)})
		return
	}
	walk := t.route.Chain.Prepare(d.shift.work, t.run, t.at)
	if sends := walk.Err == nil && walk.At < len(t.route.Chain.Links); sends {
		t.run, t.at = walk.Run, walk.At
		if !d.moveOn(t) {
			return
		}
		began = d.Now()
		walk = d.send(t)
	}
	if t.began.IsZero() {
		t.began = began
	}
	if !stands(walk.Err) {
		t.attempts++
	}
	d.slotBack(t)
	d.judge(t, walk)
}

// moveOn takes the task from preparing to sending. False: others have their turn
// there before it, and it queues without holding anything.
func (d *Dispatcher) moveOn(t *task) bool {
	from, to := t.key, t.place()
	t.key = to
	if from == to {
		return true
	}
	moved := d.fair.Shift(from, to, t, t.message.Release)
	if !moved {
		d.pump()
	}
	return moved
}

// send does what has an effect, at most once as far as can be known.
func (d *Dispatcher) send(t *task) chain.Walk {
	if d.Ledger != nil && !d.twins.take(t) {
		return waitForTwin(t)
	}
	walk := once.Sender{
		Ledger: d.Ledger, Hold: t.route.HoldDoubt, Fresh: t.sent, Since: t.replay.Asked, Doubt: t.doubt,
		Allowed: t.message.Held, Guard: t.message.MayWrite,
	}.Send(d.shift.work, t.route.Chain, t.run, t.at)
	t.sent = t.sent || !errors.Is(walk.Err, once.ErrLedger)
	return walk
}

// slotBack gives the task's slot back. Its place among the begun it keeps.
func (d *Dispatcher) slotBack(t *task) {
	d.fair.Back(t.key)
	d.pump()
}

// placeBack gives a place among the begun back, so that another can begin.
func (d *Dispatcher) placeBack() {
	d.fair.Settled()
	d.pump()
}

// judge says what an attempt's outcome means for the task.
func (d *Dispatcher) judge(t *task, walk chain.Walk) {
	outcome, after := sdk.OutcomeOf(walk.Err)
	switch {
	case errors.Is(walk.Err, intake.ErrLost): // its partition's new owner has it now
		d.placeBack()
		d.leave(t)
		return
	case walk.Err != nil && d.shift.work.Err() != nil:
		d.Log.Warn("cut off while stopping: the run stays unsettled and will be dispatched again", "run", t.run.ID)
		return // its place among the begun is what the drain waited for in vain
	case errors.Is(walk.Err, once.ErrInDoubt):
		d.end(t, d.ending(t, report.InDoubt, walk))
		return
	case stands(walk.Err):
		d.standStill(t, walk, after)
		return
	case outcome == sdk.Retryable || outcome == sdk.Uncertain && t.route.RetryUnknown:
		if wait, ok := t.wait(d.Now(), after); ok {
			d.postpone(t, walk, wait)
			return
		}
	}
	d.end(t, d.ending(t, report.RowOf(outcome), walk))
}

func (d *Dispatcher) ending(t *task, row report.Row, walk chain.Walk) report.Ending {
	if p, ok := errors.AsType[*chain.PanicError](walk.Err); ok {
		d.Log.Error("a step panicked", "step", p.Step, "run", t.run.ID, "panic", fmt.Sprint(p.Value), "stack", string(p.Stack))
	}
	return report.Ending{
		Run: walk.Run, Row: row, Err: walk.Err, Route: t.route.Name, Step: t.route.Chain.Name(walk.At),
		Attempts: t.attempts, Took: d.Now().Sub(t.began), Doubt: t.doubt, Recalled: walk.Recalled,
	}
}
