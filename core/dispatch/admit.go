package dispatch

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/drayhq/dray/core/dispatch/hold"
	"github.com/drayhq/dray/core/event"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// Gate decides what a message is before anything else happens to it.
type Gate interface {
	// Admit gives the run that the message holds, and its envelope. A [sdk.Skip]
	// error means that it isn't ours, any other that it is junk, forged or
	// unverifiable: then nothing in it is trusted, and nobody is told.
	Admit(ctx context.Context, message *intake.Message) (sdk.Run, event.Envelope, error)
	// Again gives the run of a message that was admitted before.
	Again(message *intake.Message) (sdk.Run, event.Envelope, error)
}

// admitted is what became of a message at the gate.
type admitted struct {
	task *task // nil if err ended it there
	err  error
	msg  *intake.Message
}

// admit takes messages through the gate and to their route, in parallel, and
// gives the results in the messages' order, which lanes rely on.
func (d *Dispatcher) admit(ctx context.Context, messages []*intake.Message) []admitted {
	out := make([]admitted, len(messages))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(messages)) {
		wg.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(messages); i = next.Add(1) - 1 {
				out[i] = d.admitOne(ctx, messages[i])
			}
		})
	}
	wg.Wait()
	return out
}

func (d *Dispatcher) admitOne(ctx context.Context, m *intake.Message) admitted {
	run, envelope, err := d.Gate.Admit(ctx, m)
	if err != nil {
		return admitted{err: err, msg: m}
	}
	return admitted{task: newTask(ctx, d.Routes.Enter(), m, run, envelope), msg: m}
}

// newTask finds the run's route and lane.
func newTask(ctx context.Context, routes *route.Edition, m *intake.Message, run sdk.Run, envelope event.Envelope) *task {
	t := &task{message: m, routes: routes, envelope: envelope, decoded: identity(run.Event)}
	t.route, t.run = routes.Match(ctx, run)
	if t.route != nil {
		t.lane, t.run = t.route.Lane(ctx, t.run)
		t.key = hold.Key{Route: t.route.Name, Place: envelope.Action}
	}
	t.run.Attempt = 1
	return t
}

// restore gives a task back what it shed. What passed the gate once does so again:
// the bytes are the same.
func (d *Dispatcher) restore(t *task) {
	if t.run.Event != nil {
		return
	}
	run, envelope, err := d.Gate.Again(t.message)
	if err != nil {
		return
	}
	if t.bare {
		fresh := newTask(d.shift.work, t.routes, t.message, run, envelope)
		t.run, t.envelope, t.decoded, t.bare = fresh.run, fresh.envelope, fresh.decoded, false
		return
	}
	t.run.Event, t.run.Raw, t.decoded = run.Event, run.Raw, identity(run.Event)
}

func tooOldError(t *task, now time.Time) error {
	return fmt.Errorf("too old: it was published %s ago, and route %s takes runs of at most %s (max_age)",
		now.Sub(t.run.Source.Time).Round(time.Second), t.route.Name, t.route.MaxAge)
}
