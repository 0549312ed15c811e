package dispatch

import (
	"errors"

	"github.com/drayhq/dray/core/dispatch/hold"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/sdk"
)

// suspicious is how many unverifiable messages in a row are no accident any
// more but, most likely, a rotated client secret.
const suspicious = 5

// errNoRoute ends a run that every route's `when` passes over.
var errNoRoute = errors.New("no route takes this run: no `when` of dray's config gave true for it. " +
	"Add a route for it, or one without `when` as the last")

// place brings an admitted message on its way.
func (d *Dispatcher) place(a admitted) {
	if a.err != nil {
		d.turnAway(a)
		return
	}
	d.rejected = 0
	d.line(a.task)
}

// line has the task wait for its turn, first in its lane.
func (d *Dispatcher) line(t *task) {
	d.bytes.Add(int64(len(t.message.Value)))
	if d.lanes.Enter(t.lane, t) {
		d.queue(t)
		return
	}
	d.waiting.Add(1)
}

// leave is the end of t: what queued behind it in its lane has its turn.
func (d *Dispatcher) leave(t *task) {
	d.bytes.Add(-int64(len(t.message.Value)))
	d.twins.leave(t)
	t.routes.Leave()
	if n, ok := d.lanes.Leave(t.lane); ok {
		d.waiting.Add(-1)
		d.queue(n)
	}
}

// turnAway settles a message that is none of ours, and keeps it where it is not
// what it should be and there is somewhere to keep it.
func (d *Dispatcher) turnAway(a admitted) {
	where := []any{"topic", a.msg.Topic, "partition", a.msg.Partition, "offset", a.msg.Offset}
	if outcome, _ := sdk.OutcomeOf(a.err); outcome == sdk.Skipped {
		d.rejected = 0
		d.Log.Debug("not ours: settled", append(where, "reason", a.err)...)
		a.msg.Settle(func() {})
		return
	}
	if a.msg.Trusted != nil { // whose message it is, is known: Port is told
		d.line(&task{message: a.msg, run: *a.msg.Trusted, junk: a.err, key: hold.Key{Place: "junk"}})
		return
	}
	d.rejected++
	d.Log.Warn("message rejected: nobody is told", append(where, "reason", a.err, "dead_letter", d.Shelf != nil)...)
	if d.rejected == suspicious {
		d.Log.Error("5 messages in a row were junk or not signed with our secret: if Port's client secret was rotated, "+
			"set port.client_secret to the new one and port.previous_client_secret to the old", where...)
	}
	if d.Shelf == nil {
		a.msg.Settle(func() {})
		return
	}
	d.line(&task{message: a.msg, junk: a.err, key: hold.Key{Place: "junk"}})
}

// end keeps the run where the contract's table says so, has Port told, and settles
// it last. The place among the begun is given back once the broker has
// acknowledged that.
func (d *Dispatcher) end(t *task, ending report.Ending) {
	ending.Requester, ending.Action = t.envelope.Requester, t.envelope.Action
	ending.Synchronized = t.envelope.Synchronized
	ending.Replayed = t.replayed()
	if d.keep(t, &ending) {
		d.finish(t, ending)
	}
}

func (d *Dispatcher) finish(t *task, ending report.Ending) {
	d.Reporter.Finish(d.shift.work, ending)
	if t.replayed() {
		t.replay.Done(ending, nil)
	}
	if t.replayed() && ending.Kept.ID != "" { // it stays where it was
		t.message.Release()
		d.placeBack()
	} else {
		t.message.Settle(d.placeBack)
	}
	d.leave(t)
}
