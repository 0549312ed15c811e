package dispatch

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/drayhq/dray/core/dispatch/hold"
	"github.com/drayhq/dray/core/dispatch/once"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

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

// Options is what a dispatcher works with. What may be nil is said.
type Options struct {
	Source   intake.Source
	Gate     Gate
	Routes   *route.Live
	Reporter Reporter
	Limits   Limits
	Log      *slog.Logger
	Now      func() time.Time

	Ledger once.Ledger // remembers what was sent; nil: nothing does
	Shelf  Shelf       // keeps dead letters; nil: nothing does
	// Mask puts *** in the place of a run's secrets; nil: nothing is masked.
	Mask func(run sdk.Run, text string) string
}

// ErrCutOff says that the drain bound ran out.
var ErrCutOff = errors.New("runs were still under way and were cut off")

// shift is the time in which runs are dispatched: nothing new begins after
// stop, and what is under way is cut off with work.
type shift struct{ stop, work context.Context }

func newShift() (s shift, stop, cutOff context.CancelFunc) {
	begin, stop := context.WithCancel(context.Background())
	work, cutOff := context.WithCancel(context.Background())
	return shift{stop: begin, work: work}, stop, cutOff
}

// Dispatcher takes runs from a source through their chains. Make it with New.
type Dispatcher struct {
	Options
	shift    shift
	cutOff   context.CancelFunc
	quit     context.CancelFunc
	fair     *hold.Fair[*task]
	lanes    *hold.Lanes[*task]
	crew     hold.Crew[*task]
	alarm    *hold.Alarm
	twins    twins
	moved    chan struct{} // something had its turn
	most     atomic.Int64  // that may wait
	waiting  atomic.Int64  // for a retry, or for their turn in a lane
	bytes    atomic.Int64  // of the messages that are taken up
	loop     loop
	rejected int       // messages in a row that could not be verified
	looked   time.Time // when a batch beyond the window was last taken up
}

// New makes a dispatcher that has not begun.
func New(o Options) *Dispatcher {
	d := &Dispatcher{
		Options: o,
		lanes:   hold.NewLanes((*task).shed),
		crew:    hold.NewCrew[*task](),
		moved:   make(chan struct{}, 1),
	}
	if d.Mask == nil {
		d.Mask = func(_ sdk.Run, text string) string { return text }
	}
	d.shift, d.quit, d.cutOff = newShift()
	d.alarm = hold.NewAlarm(d.pump)
	d.fair = hold.NewFair(hold.Room[*task]{
		Slots: o.Limits.InFlight, Begun: o.Limits.Unsettled, Deep: window + batch, Shed: (*task).shed,
	}, o.Now)
	d.most.Store(int64(o.Limits.Waiting))
	routes := o.Routes.Enter()
	defer routes.Leave()
	d.fair.Caps(capsOf(routes.Table))
	return d
}

// Run dispatches until ctx or the source ends, then lets what is under way finish within
// the drain bound, has it committed and closes the source. It gives why the source ended
// before ctx, an [ErrCutOff] if the bound ran out, and says if the last commit could not
// be had.
func (d *Dispatcher) Run(ctx context.Context) error {
	var ended error
	defer d.cutOff()
	defer context.AfterFunc(ctx, d.stop)()
	for d.room(ctx) == nil {
		d.loop.polls.Store(true)
		messages, err := d.Source.Poll(ctx, batch)
		d.loop.turn(d.Now())
		if err != nil {
			if ctx.Err() == nil {
				ended = err
			}
			break
		}
		for _, a := range d.admit(d.shift.work, messages) { //nolint:contextcheck // what is under way outlives ctx
			d.place(a)
		}
	}
	d.stop()
	return errors.Join(ended, d.drain(ctx))
}

// stop lets nothing more begin.
func (d *Dispatcher) stop() {
	d.quit()
	d.fair.Close()
}

// drain waits until nothing is unsettled, for Limits.Drain at most.
func (d *Dispatcher) drain(ctx context.Context) error {
	bound, cancel := context.WithTimeout(context.WithoutCancel(ctx), d.Limits.Drain)
	defer cancel()
	d.Log.Info("stopping: finishing what is under way", "at_most", d.Limits.Drain.String())
	var cut error
	if d.fair.Idle(bound) != nil {
		cut = fmt.Errorf("%w after %s; they will be dispatched again", ErrCutOff, d.Limits.Drain)
		d.cutOff()
	}
	// The source commits a last time also after a cut-off, so it gets a moment of its own.
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := d.Source.Close(last); err != nil {
		return fmt.Errorf("closing the source: %w", err)
	}
	return cut
}
