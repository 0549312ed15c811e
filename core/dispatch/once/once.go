package once

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/ledger"
	"github.com/drayhq/dray/sdk"
)

// Ledger remembers what was sent; see core/store.
type Ledger interface {
	// Look gives what is known of a key; false: nothing.
	Look(key ledger.Key) (ledger.Entry, bool, error)
	// Intend returns once an intent is on disk.
	Intend(ctx context.Context, key ledger.Key) error
	// Done and Forget are written soon, in order.
	Done(key ledger.Key, result ledger.Result)
	Forget(key ledger.Key)
}

var (
	// ErrInDoubt says that dray was killed between sending a run and hearing of it.
	ErrInDoubt = errors.New("dray was stopped while it sent this run, and whether the request arrived is not known")
	// ErrLedger says that nothing was sent, for the ledger couldn't be read or written.
	ErrLedger = errors.New("nothing was sent, for dray's ledger can't be used")
)

// retryWrite is the least wait after the ledger could not be used.
const retryWrite = 2 * time.Second

// Sender sends with a ledger, or without if that is nil.
type Sender struct {
	Ledger Ledger
	// Hold gives ErrInDoubt for what is in doubt, rather than send it again.
	Hold bool
	// Fresh says that what the ledger knows doesn't count: this process has sent the
	// run already.
	Fresh bool
	// Since says that what it knows from before doesn't count: then somebody wanted the
	// run sent again.
	Since time.Time
	// Doubt says that an attempt before may have taken effect: its intent stays, unless
	// this one comes to a result.
	Doubt bool
	// Allowed is asked before the effect, and may wait; its error is given as it is.
	Allowed func(context.Context) error
	// Guard is asked once more right before each write, and doesn't wait; nil: nobody is.
	Guard func() error
}

// Send does the link with index at of c, the one that has an effect.
func (s Sender) Send(ctx context.Context, c chain.Chain, run sdk.Run, at int) chain.Walk {
	if s.Guard != nil {
		ctx = sdk.Guard(ctx, s.Guard)
	}
	stopped := func(err error) chain.Walk { return chain.Walk{Run: run, Before: run, At: at, Err: err} }
	if s.Ledger == nil {
		if err := s.Allowed(ctx); err != nil {
			return stopped(err)
		}
		return c.Do(ctx, run, at)
	}
	key := ledger.KeyOf(run, at)
	if !s.Fresh {
		entry, known, err := s.Ledger.Look(key)
		known = known && !entry.At.Before(s.Since)
		switch {
		case err != nil:
			return stopped(unusable(err))
		case known && entry.Done:
			return recall(entry.Result, run, at)
		case known && s.Hold:
			return stopped(ErrInDoubt)
		}
	}
	// Asked before as well, for it may take minutes, in which a crash leaves no doubt.
	if err := s.Allowed(ctx); err != nil {
		return stopped(err)
	}
	if err := s.Ledger.Intend(ctx, key); err != nil {
		return stopped(unusable(err))
	}
	if err := s.Allowed(ctx); err != nil {
		s.forget(key)
		return stopped(err)
	}
	walk := c.Do(ctx, run, at)
	s.note(ctx, key, walk)
	return walk
}

// note writes down what came of it. What was cut off stays an intent.
func (s Sender) note(ctx context.Context, key ledger.Key, walk chain.Walk) {
	outcome, _ := sdk.OutcomeOf(walk.Err)
	switch {
	case walk.Err != nil && ctx.Err() != nil, outcome == sdk.Retryable && sdk.Doubtful(walk.Err):
	case outcome == sdk.Retryable, outcome == sdk.Parked: // nothing happened
		s.forget(key)
	default:
		s.Ledger.Done(key, resultOf(outcome, walk))
	}
}

func (s Sender) forget(key ledger.Key) {
	if !s.Doubt {
		s.Ledger.Forget(key)
	}
}

func unusable(err error) error {
	return sdk.Retry(fmt.Errorf("%w: %w", ErrLedger, err), retryWrite)
}
