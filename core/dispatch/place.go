package dispatch

import (
	"errors"

	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/sdk"
)

// suspicious is how many unverifiable messages in a row are no accident any
// more but, most likely, a rotated client secret.
const suspicious = 5

// errNoRoute ends a run that every route's `when` passes over.
var errNoRoute = errors.New("no route takes this run: no `when` of dray's config gave true for it. " +
	"Add a route for it, or one without `when` as the last")

// place brings an admitted message on its way. It blocks while the wire is full.
func (d *Dispatcher) place(s shift, a admitted) {
	if a.err != nil {
		d.turnAway(a)
		return
	}
	d.rejected = 0
	t := a.task
	switch {
	case t.route == nil:
		d.endUnbegun(s, t, report.Ending{Run: t.run, Row: report.Failed, Err: errNoRoute})
	case t.tooOld(d.Now()):
		d.endUnbegun(s, t, report.Ending{Run: t.run, Row: report.TooOld, Route: t.route.Name, Err: t.tooOldError(d.Now())})
	case d.lanes.Enter(t.lane, t):
		d.start(s, t)
	default:
		d.waiting.Add(1)
	}
}

// turnAway settles a message that is none of ours.
func (d *Dispatcher) turnAway(a admitted) {
	where := []any{"topic", a.msg.Topic, "partition", a.msg.Partition, "offset", a.msg.Offset}
	if outcome, _ := sdk.OutcomeOf(a.err); outcome == sdk.Skipped {
		d.rejected = 0
		d.Log.Debug("not ours: settled", append(where, "reason", a.err)...)
	} else {
		d.rejected++
		d.Log.Warn("message rejected: settled, nobody is told", append(where, "reason", a.err)...)
		if d.rejected == suspicious {
			d.Log.Error("5 messages in a row were junk or not signed with our secret: if Port's client secret was rotated, "+
				"set port.client_secret to the new one and port.previous_client_secret to the old", where...)
		}
	}
	a.msg.Settle(func() {})
}

// endUnbegun ends a run that never reaches its chain. Port is told, so it takes
// a place among the unsettled, and a goroutine to wait for Port in.
func (d *Dispatcher) endUnbegun(s shift, t *task, ending report.Ending) {
	if d.unsettled.Acquire(s.stop, 1) != nil {
		return
	}
	if !t.message.Begin() {
		d.unsettled.Release(1)
		return
	}
	go d.end(s, t, ending)
}

// start waits for a place on the wire and sets the task going.
func (d *Dispatcher) start(s shift, t *task) {
	if d.unsettled.Acquire(s.stop, 1) != nil {
		return // stopped: the message stays unsettled and comes again
	}
	if d.inFlight.Acquire(s.stop, 1) != nil {
		d.unsettled.Release(1)
		return
	}
	if !t.message.Begin() {
		d.inFlight.Release(1)
		d.unsettled.Release(1)
		d.next(s, t) // its partition's new owner has it now
		return
	}
	d.crew.Give(t, s.stop.Done(), func(t *task) { d.attempt(s, t) })
}

// next sets going what queued behind t in its lane.
func (d *Dispatcher) next(s shift, t *task) {
	if n, ok := d.lanes.Leave(t.lane); ok {
		d.waiting.Add(-1)
		go d.start(s, n)
	}
}
