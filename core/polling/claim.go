package polling

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/port"
)

// settleBound is how long it is tried to acknowledge a run that ended without an effect.
const settleBound = 10 * time.Second

// claim is the hold on a run that was claimed. Until it is acknowledged Port may give the
// run to somebody else, so that it is acknowledged right before its effect, and not
// before.
type claim struct {
	record
	source *Source
	kind   *kind
	since  atomic.Int64 // nanoseconds of the clock at which it was claimed last

	mu     sync.Mutex // held while Port is asked
	unsure bool       // an acknowledgement was sent of which nothing was heard
}

var _ intake.Keeper = (*claim)(nil)

// Begin is always right: what counts is [claim.Held].
func (*claim) Begin(int64) bool { return true }

// Release leaves the run where it is.
func (*claim) Release(int64) {}

// MayWrite is right: Held came before, and what is acknowledged is ours for good.
func (*claim) MayWrite() error { return nil }

// Held acknowledges the run. It gives [intake.ErrLost] where somebody else has it, and
// where Port can't be told for so long that it gives the run to others.
func (c *claim) Held(ctx context.Context, _ int64) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.Ours {
		return nil
	}
	if err := c.keep(ctx); err != nil {
		return err
	}
	ours, err := backoff.Retry(ctx, func() (bool, error) { return c.ack(ctx) }, backoff.WithMaxElapsedTime(0))
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("acknowledging the run: %w", ctx.Err())
	case err != nil:
		c.source.Log.Error("the run is given back, for it can't be acknowledged: Port offers it again", "run", c.ID, "error", err)
	case ours:
		c.Ours = true
		return c.keep(ctx)
	case c.unsure:
		c.source.Log.Error("somebody has acknowledged the run, and whether that was this dray is not known: it is not sent. "+
			"If it stays in progress, run its action again", "run", c.ID)
	default:
		c.source.Log.Info("somebody else has the run", "run", c.ID)
	}
	c.drop(ctx)
	return intake.ErrLost
}

// ack asks once. Its error is permanent where asking again is of no use.
func (c *claim) ack(ctx context.Context) (ours bool, err error) {
	ours, err = c.kind.ack(ctx, c.ID)
	hidden := c.source.Now().Before(time.Unix(0, c.since.Load()).Add(c.source.How.Visibility))
	if err == nil {
		// While Port hides the run from others nobody but us can have acknowledged it.
		return ours || c.unsure && hidden, nil
	}
	var status *port.StatusError
	if _, untold := errors.AsType[*port.TokenError](err); !untold && !errors.As(err, &status) {
		c.unsure = true
	}
	if status != nil {
		switch s := status.Status; {
		case s == http.StatusTooManyRequests, s == http.StatusRequestTimeout, s == http.StatusUnauthorized:
		case s < http.StatusInternalServerError:
			return false, backoff.Permanent(err)
		default:
			c.unsure = c.unsure || s != http.StatusServiceUnavailable
		}
	}
	if !hidden && !c.unsure {
		return false, backoff.Permanent(err)
	}
	return false, err
}

// Settle says that the run is done with. One that had no effect is acknowledged now.
func (c *claim) Settle(_ int64, acked func()) {
	c.source.settling.Go(func() {
		defer acked()
		ctx, cancel := context.WithTimeout(context.Background(), settleBound)
		defer cancel()
		c.mu.Lock()
		defer c.mu.Unlock()
		defer c.drop(ctx)
		if c.Ours {
			return
		}
		if _, err := backoff.Retry(ctx, func() (bool, error) { return c.ack(ctx) }); err != nil {
			c.source.Log.Warn("a run that is done with can't be acknowledged: Port may offer it again", "run", c.ID, "error", err)
		}
	})
}

// drop ends the hold.
func (c *claim) drop(ctx context.Context) {
	c.forget(ctx)
	c.source.mu.Lock()
	defer c.source.mu.Unlock()
	delete(c.source.held, c.ID)
}
