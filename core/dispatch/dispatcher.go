package dispatch

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/drayhq/dray/core/dispatch/hold"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/route"
)

// batch is how many messages are taken up at once: enough to keep the wire busy
// while the next are admitted, few enough to give up quickly on a stop.
const batch = 256

// Limits bounds what is held at once; see the contract for what they promise.
type Limits struct {
	InFlight  int           // requests on the wire
	Unsettled int           // runs begun and not yet settled
	Waiting   int           // runs waiting for a retry, or for their turn in a lane
	Drain     time.Duration // for what is under way, after a stop
}

// Reporter is told of every run's end, and of what happens on the way.
type Reporter interface {
	// Finish returns once Port has acknowledged the end, or needn't be waited for.
	Finish(ctx context.Context, ending report.Ending)
	// Waiting is told that a step will be tried again. It never blocks.
	Waiting(waiting report.Waiting)
}

// Options is what a dispatcher works with. All of it is needed.
type Options struct {
	Source   intake.Source
	Gate     Gate
	Routes   route.Table
	Reporter Reporter
	Limits   Limits
	Log      *slog.Logger
	Now      func() time.Time
}

// ErrCutOff says that the drain bound ran out.
var ErrCutOff = errors.New("runs were still under way and were cut off")

// shift is the time in which runs are dispatched: nothing new begins after
// stop, and what is under way is cut off with work.
type shift struct{ stop, work context.Context }

// Dispatcher takes runs from a source through their chains. Make it with New.
type Dispatcher struct {
	Options
	inFlight  *semaphore.Weighted
	unsettled *semaphore.Weighted
	waiting   *hold.Gauge
	lanes     *hold.Lanes[*task]
	crew      hold.Crew[*task]
	rejected  int // messages in a row that could not be verified
}

// New makes a dispatcher that has not begun.
func New(o Options) *Dispatcher {
	return &Dispatcher{
		Options:   o,
		inFlight:  semaphore.NewWeighted(int64(o.Limits.InFlight)),
		unsettled: semaphore.NewWeighted(int64(o.Limits.Unsettled)),
		waiting:   hold.NewGauge(o.Limits.Waiting),
		lanes:     hold.NewLanes[*task](),
		crew:      hold.NewCrew[*task](),
	}
}

// Run dispatches until ctx ends, then lets what is under way finish within the
// drain bound, has it committed and closes the source. It gives an [ErrCutOff] if
// the bound ran out, or says that the last commit could not be had.
func (d *Dispatcher) Run(ctx context.Context) error {
	work, cutOff := context.WithCancel(context.WithoutCancel(ctx))
	defer cutOff()
	s := shift{stop: ctx, work: work}
	for d.waiting.Below(ctx) == nil {
		messages, err := d.Source.Poll(ctx, batch)
		if err != nil {
			break
		}
		for _, a := range d.admit(work, messages) {
			d.place(s, a)
		}
	}
	return d.drain(ctx, cutOff)
}

// drain waits until nothing is unsettled, for Limits.Drain at most.
func (d *Dispatcher) drain(ctx context.Context, cutOff context.CancelFunc) error {
	bound, cancel := context.WithTimeout(context.WithoutCancel(ctx), d.Limits.Drain)
	defer cancel()
	d.Log.Info("stopping: finishing what is under way", "at_most", d.Limits.Drain.String())
	var cut error
	if d.unsettled.Acquire(bound, int64(d.Limits.Unsettled)) != nil {
		cut = fmt.Errorf("%w after %s; they will be dispatched again", ErrCutOff, d.Limits.Drain)
		cutOff()
	}
	// The source commits a last time also after a cut-off, so it gets a moment of its own.
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := d.Source.Close(last); err != nil {
		return fmt.Errorf("closing the source: %w", err)
	}
	return cut
}
