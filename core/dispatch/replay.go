package dispatch

import (
	"context"
	"fmt"
	"time"

	"github.com/drayhq/dray/core/dispatch/hold"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/report"
)

// Replay says how a dead letter is taken up again.
type Replay struct {
	Asked time.Time // by somebody, then: what the ledger knows from before doesn't count
	Doubt bool      // it may have taken effect before it was parked
	// Done is told once how it ended; an error says that it never went on its way.
	Done func(report.Ending, error)
}

// Replay takes a dead letter up again, as a message whose lease is the letter's: to
// settle it is to remove the letter. Its run goes through the chain as it is now. It
// doesn't wait for that.
func (d *Dispatcher) Replay(ctx context.Context, m *intake.Message, again Replay) {
	a := d.admitOne(ctx, m)
	switch {
	case a.err != nil:
		again.Done(report.Ending{}, fmt.Errorf("it is still not to be trusted: %w", a.err))
	case d.shift.stop.Err() != nil:
		a.task.routes.Leave()
		again.Done(report.Ending{}, fmt.Errorf("dray is stopping: %w", d.shift.stop.Err()))
	default:
		a.task.replay, a.task.doubt = again, again.Doubt
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
