package route

import (
	"context"
	"fmt"
	"time"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/sdk"
)

// Expr is a compiled jq expression over an event.
type Expr func(ctx context.Context, event any) (any, error)

// Route is a chain and what holds for the runs that take it.
type Route struct {
	Name         string
	When         Expr          // nil matches every run
	OrderBy      Expr          // nil keeps no order
	MaxAge       time.Duration // 0: no bound
	Retry        Retry
	RetryUnknown bool // repeat also what may have happened
	// HoldDoubt parks what may have been sent before a crash, rather than send it again.
	HoldDoubt bool
	Rate      float64 // how many may be sent in a second; 0: no bound
	Chain     chain.Chain
}

// Retry bounds the waits between a step's attempts: with full jitter from zero
// to Initial, doubling up to Max, and all attempts within Total.
type Retry struct{ Initial, Max, Total time.Duration }

// Table is the routes in the config's order.
type Table []*Route

// Match gives the first route that takes the run, nil if none does. An
// expression that errs doesn't match, and the run carries a warning of it, as a
// mapping's `enabled` would.
func (t Table) Match(ctx context.Context, run sdk.Run) (*Route, sdk.Run) {
	for _, r := range t {
		if r.When == nil {
			return r, run
		}
		yes, err := r.When(ctx, run.Event)
		if err != nil {
			run = run.WithWarnings(fmt.Sprintf("route %s: evaluating when: %v", r.Name, err))
			continue
		}
		if yes == true {
			return r, run
		}
	}
	return nil, run
}

// Lane gives the key of the lane in which the run waits its turn, "" if its
// route keeps no order. A key that can't be had is a lane of its own, so that
// such runs keep their order among each other.
func (r *Route) Lane(ctx context.Context, run sdk.Run) (string, sdk.Run) {
	if r.OrderBy == nil {
		return "", run
	}
	key, err := r.OrderBy(ctx, run.Event)
	if err != nil {
		return r.Name + "\x00!", run.WithWarnings(fmt.Sprintf("route %s: evaluating order_by: %v", r.Name, err))
	}
	return fmt.Sprintf("%s\x00%v", r.Name, key), run
}

// Ready gives the first reason why a route's steps can't work now, nil if all can.
func (t Table) Ready(ctx context.Context) error {
	for _, r := range t {
		if err := r.Chain.Ready(ctx); err != nil {
			return fmt.Errorf("route %s: %w", r.Name, err)
		}
	}
	return nil
}

// Close closes every route's steps.
func (t Table) Close() error {
	var first error
	for _, r := range t {
		if err := r.Chain.Close(); err != nil && first == nil {
			first = fmt.Errorf("closing route %s: %w", r.Name, err)
		}
	}
	return first
}
