package gate

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/circuitbreaker"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
)

// Gate is what every call to Port passes: closed for a while once Port does not
// answer, and for as long as Port asks for when it limits the rate.
type Gate struct {
	breaker circuitbreaker.CircuitBreaker[any]
	retry   failsafe.Executor[any]
	last    atomic.Pointer[error] // the failure that the breaker opens on
	limit   limit
	limited func(hold time.Duration) // says that Port limits the rate
}

const (
	openAfter = 5               // failures in a row
	openFor   = 5 * time.Second // before one call is let through to look
)

var (
	// ErrDown says that Port has not answered for a while, so that no call was made.
	ErrDown = circuitbreaker.ErrOpen
	// errUntried says that the time was over before the first call.
	errUntried = errors.New("no time left for a call to Port")
)

// New makes a gate for one purpose, such as "log lines": what makes those fail
// need not keep others. It logs when it closes and opens.
func New(purpose string, log *slog.Logger) *Gate {
	g := &Gate{limited: func(hold time.Duration) {
		log.Warn("Port limits the rate of calls (429); runs go on, and what Port is to be told waits",
			"purpose", purpose, "wait", hold.String())
	}}
	g.breaker = circuitbreaker.NewBuilder[any]().
		WithFailureThreshold(openAfter).WithSuccessThreshold(1).WithDelay(openFor).
		OnStateChanged(func(e circuitbreaker.StateChangedEvent) {
			switch {
			case e.OldState == circuitbreaker.ClosedState:
				log.Warn("Port's API cannot be reached or used; runs go on, and what Port is to be told waits",
					"purpose", purpose, "error", *g.last.Load())
			case e.NewState == circuitbreaker.ClosedState:
				log.Info("Port's API answers again", "purpose", purpose)
			}
		}).Build()
	g.retry = failsafe.With[any](retrypolicy.NewBuilder[any]().
		HandleIf(func(_ any, err error) bool {
			return err != nil && !Refused(err) && !errors.Is(err, ErrDown) && !errors.Is(err, errHeld)
		}).
		WithBackoff(250*time.Millisecond, 2*time.Second).WithJitterFactor(0.25).WithMaxRetries(-1).Build())
	return g
}

// Once makes one call. It gives [ErrDown] without a call while
// Port is down, and waits while Port limits the rate, if ctx leaves the time.
func (g *Gate) Once(ctx context.Context, call func(context.Context) error) error {
	if err := g.limit.wait(ctx); err != nil {
		return err
	}
	if !g.breaker.TryAcquirePermit() {
		return ErrDown
	}
	err := call(ctx)
	if unwell(err) {
		g.last.Store(&err)
		g.breaker.RecordFailure()
	} else {
		g.breaker.RecordSuccess()
	}
	if hold, news := g.limit.learn(err, time.Now()); news {
		g.limited(hold)
	}
	return err
}

// Persist repeats a call until Port takes or refuses it, is down, or ctx ends.
func (g *Gate) Persist(ctx context.Context, call func(context.Context) error) error {
	err := errUntried
	_ = g.retry.WithContext(ctx).Run(func() error {
		err = g.Once(ctx, call)
		return err
	})
	return err // the call's, which says more than that ctx ended
}

// Up says that Port is taken to be reachable, so that a call that fails all the
// same does so for a reason of its own.
func (g *Gate) Up() bool { return g.breaker.IsClosed() }

// Rest waits until another try may be worth it, or hurry is closed.
func (g *Gate) Rest(ctx context.Context, hurry <-chan struct{}) error {
	return sleep(ctx, max(g.breaker.RemainingDelay(), 500*time.Millisecond), hurry)
}

func sleep(ctx context.Context, d time.Duration, hurry <-chan struct{}) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-hurry:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
