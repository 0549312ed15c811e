package dispatch

import (
	"context"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/report"
)

// keepTime is how long one try to keep a letter may take.
const keepTime = 30 * time.Second

// keep parks a run where the contract's table says so, or has it tried again later.
// False: it isn't kept, and must not be settled.
//
// What may have been sent holds its place among the begun until it is kept, for only
// so many may repeat after a crash. All else waits without: where nothing can be kept,
// what has to be is not to hold up what has not.
func (d *Dispatcher) keep(t *task, ending *report.Ending) bool {
	class, parks := classOf(ending.Row)
	if !parks || d.Shelf == nil {
		return true
	}
	letter := d.letter(t, *ending, class)
	for {
		var err error
		if ending.Kept, err = d.park(letter); err == nil {
			return true
		}
		wait := d.sayUnkept(t, letter, err)
		if ending.Row != report.Unknown {
			t.unkept = ending
			d.keepLater(t, wait)
			return false
		}
		select {
		case <-time.After(wait):
		case <-d.shift.work.Done():
			return false // stopped: it comes again
		}
	}
}

// keepJunk parks a message that is not to be trusted.
func (d *Dispatcher) keepJunk(t *task) {
	letter := d.junkLetter(t)
	_, err := d.park(letter)
	d.slotBack(t)
	if err != nil {
		d.keepLater(t, d.sayUnkept(t, letter, err))
		return
	}
	t.message.Settle(d.placeBack)
	d.leave(t)
}

// keepAgain tries to keep a run once more. It holds a slot meanwhile, of which it is
// not given all.
func (d *Dispatcher) keepAgain(t *task) {
	ending := *t.unkept
	kept := d.keep(t, &ending)
	d.slotBack(t)
	if kept {
		d.finish(t, ending)
	}
}

func (d *Dispatcher) park(letter deadletter.Letter) (report.Kept, error) {
	ctx, cancel := context.WithTimeout(d.shift.work, keepTime)
	defer cancel()
	return d.Shelf.Park(ctx, letter)
}

// sayUnkept gives how long to wait until the next try.
func (d *Dispatcher) sayUnkept(t *task, letter deadletter.Letter, err error) time.Duration {
	if t.keeps == nil {
		t.keeps = backoff.NewExponentialBackOff()
	}
	wait := t.keeps.NextBackOff()
	if text := err.Error(); text != t.unkeptFor && d.shift.work.Err() == nil {
		t.unkeptFor = text
		d.Log.Error("keeping a dead letter: trying on, and the run stays unsettled until it is kept",
			"run", letter.Run, "offset", letter.Offset, "error", err, "next_try_in", wait.String())
	}
	return wait
}

// keepLater gives back the task's place until it is tried again.
func (d *Dispatcher) keepLater(t *task, wait time.Duration) {
	t.message.Release()
	d.waitOutside(t, wait)
}
