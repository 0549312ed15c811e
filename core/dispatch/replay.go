package dispatch

import (
	"context"
	"fmt"

	"github.com/drayhq/dray/core/dispatch/hold"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/report"
)

// Replay takes a dead letter up again, as a message whose lease is the letter's: to
// settle it is to remove the letter. Its runs go through the chain as it is now,
// whatever the ledger knows of them. done is told once how it ended; an error
// says that it never went on its way. It doesn't wait for that.
func (d *Dispatcher) Replay(ctx context.Context, m *intake.Message, done func(report.Ending, error)) {
	a := d.admitOne(ctx, m)
	switch {
	case a.err != nil:
		done(report.Ending{}, fmt.Errorf("it is still not to be trusted: %w", a.err))
	case d.shift.stop.Err() != nil:
		done(report.Ending{}, fmt.Errorf("dray is stopping: %w", d.shift.stop.Err()))
	default:
		a.task.replay = done
		d.line(a.task)
	}
}

// Freeze has nothing of a route go on its way any more; "" is all routes, and then
// nothing is fetched either. What is under way finishes.
func (d *Dispatcher) Freeze(route string) { d.fair.Freeze(route) }

// Thaw takes Freeze back.
func (d *Dispatcher) Thaw(route string) {
	d.fair.Thaw(route)
	d.stir()
	d.pump()
}

// State is what a dispatcher holds.
type State struct {
	hold.Counts
	Waiting int // for a retry, or for their turn in a lane
	Frozen  bool
	Routes  []string // that are frozen by name
}

// State gives what is held now.
func (d *Dispatcher) State() State {
	s := State{Counts: d.fair.Counts(), Waiting: int(d.waiting.Load())}
	s.Frozen, s.Routes = d.fair.Frozen()
	return s
}
