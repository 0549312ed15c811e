package dispatch

import (
	"context"
	"time"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/sdk"
)

const (
	// batch is how many messages are taken up at once: enough to keep the wire busy
	// while the next are admitted, few enough to give up quickly on a stop.
	batch = 256
	// window is how many runs may queue for their turn before fetching pauses.
	window = 256
	// slow is how long a lap of the queue takes when dray looks beyond the window for
	// runs that go elsewhere, a batch at a time: so long that only a slow place is
	// behind it, for what is held then is prepared twice.
	slow = 500 * time.Millisecond
	// heldBytes bounds the messages that are taken up and not done. Of one that waits some
	// five times its bytes are held, and the chart gives all of dray 256 MiB.
	heldBytes = 32 << 20
	// lookAgain is how often it is looked whether there is room, though nothing ended,
	// and how often a batch beyond the window is taken up.
	lookAgain = 100 * time.Millisecond
)

// postpone gives back all that the task holds until its wait is over, but for its
// lane: those behind it there keep their order.
func (d *Dispatcher) postpone(t *task, walk chain.Walk, wait time.Duration) {
	d.Reporter.Waiting(report.Waiting{
		Run: walk.Before, Route: t.route.Name, Step: t.route.Chain.Name(walk.At),
		Attempt: max(t.attempts, 1), Err: walk.Err, Before: t.lastErr, Wait: wait,
	})
	t.doubt = t.doubt || sdk.Doubtful(walk.Err)
	t.run, t.at, t.lastErr = walk.Before, walk.At, walk.Err
	t.run.Attempt++
	t.shed()
	t.message.Release()
	d.waitOutside(t, wait)
}

// waitOutside has the task wait and then queue for its turn, and gives its place back.
func (d *Dispatcher) waitOutside(t *task, wait time.Duration) {
	d.waiting.Add(1)
	d.placeBack()
	time.AfterFunc(wait, func() {
		d.waiting.Add(-1)
		d.queue(t)
	})
}

// standStill has the task wait for a ledger that can't be used, or for its twin, for as
// long as that takes: nothing was sent, and that costs a run none of its retries.
func (d *Dispatcher) standStill(t *task, walk chain.Walk, after time.Duration) {
	wait := t.backoff(after)
	t.stood += wait
	walk.Before.Attempt--
	d.postpone(t, walk, wait)
}

// queue has the task wait for its turn.
func (d *Dispatcher) queue(t *task) {
	d.fair.Put(t.key, t)
	d.pump()
}

// pump sets going what has its turn. It is called whenever something was queued or
// given back, and never blocks.
func (d *Dispatcher) pump() {
	for {
		key, t, ok, wait := d.fair.Next()
		if !ok {
			if wait > 0 {
				d.alarm.In(d.Now(), wait)
			}
			return
		}
		d.stir()
		if !t.message.Begin() { // its partition's new owner has it now
			d.fair.Back(key)
			d.fair.Settled()
			d.leave(t)
			continue
		}
		d.crew.Give(t, d.shift.stop.Done(), d.attempt)
	}
}

// stir has it looked whether more may be fetched.
func (d *Dispatcher) stir() {
	select {
	case d.moved <- struct{}{}:
	default:
	}
}

// room waits until more may be fetched, or gives ctx's error.
func (d *Dispatcher) room(ctx context.Context) error {
	for !d.hasRoom(ctx) {
		again := time.NewTimer(lookAgain)
		select {
		case <-d.moved:
			again.Stop()
		case <-again.C:
		case <-ctx.Done():
			again.Stop()
		}
		if ctx.Err() != nil {
			break
		}
	}
	return ctx.Err()
}

func (d *Dispatcher) hasRoom(ctx context.Context) bool {
	d.loop.turn(d.Now())
	waiting, most := int(d.waiting.Load()), int(d.most.Load())
	if frozen, _ := d.fair.Frozen(); frozen || d.bytes.Load() >= heldBytes {
		return false
	}
	if waiting > 0 && d.ready(ctx) != nil {
		most = max(most/10, 1) // a host is away: what would only wait stays in Kafka
	}
	if waiting >= most {
		return false
	}
	queued, lap := d.fair.Queued()
	if queued < window {
		return true
	}
	now := d.Now()
	if lap < slow || queued+waiting >= most || now.Sub(d.looked) < lookAgain {
		return false
	}
	d.looked = now
	return true
}

func (d *Dispatcher) ready(ctx context.Context) error {
	routes := d.Routes.Enter()
	defer routes.Leave()
	return routes.Ready(ctx)
}
