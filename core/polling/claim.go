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
	since  atomic.Pointer[time.Time] // when it was claimed last
	done   atomic.Bool               // Settle was called

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
// where Port can't be told for as long as it hides the run from others. After that it
// isn't asked: whoever has the run by then takes a 409 without an answer before for his
// own.
func (c *claim) Held(ctx context.Context, _ int64) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.Ours {
		return nil
	}
	hidden, cancel := context.WithTimeout(ctx, c.hiddenFor())
	defer cancel()
	ours, err := c.acknowledge(hidden)
	log := c.source.Log.With("run", c.ID)
	switch {
	case ours:
		c.Ours = true
		return c.keep(ctx)
	case ctx.Err() != nil:
		return fmt.Errorf("acknowledging the run: %w", ctx.Err())
	case c.unsure:
		log.Error("whether this dray has acknowledged the run or somebody else is not known: it is not sent. "+
			"If it stays in progress, run its action again", "error", err)
	case hidden.Err() != nil:
		log.Warn("the run was not acknowledged while Port hid it from others: it is left for the next claim")
	case err != nil:
		log.Error("the run is given back, for it can't be acknowledged: Port offers it again", "error", err)
	default:
		log.Info("somebody else has the run")
	}
	c.drop(ctx)
	return intake.ErrLost
}

// acknowledge writes the claim down, and asks until there is an answer or ctx ends.
func (c *claim) acknowledge(ctx context.Context) (ours bool, err error) {
	if ctx.Err() == nil {
		err = c.keep(ctx)
	}
	if err != nil || ctx.Err() != nil {
		return false, err
	}
	said := ""
	return backoff.Retry(ctx, func() (bool, error) { return c.ack(ctx) },
		backoff.WithMaxElapsedTime(0), backoff.WithNotify(func(err error, wait time.Duration) {
			if text := err.Error(); text != said {
				said = text
				c.source.Log.Warn("acknowledging a run", "run", c.ID, "error", err, "next_try_in", wait.Round(time.Millisecond).String())
			}
		}))
}

// ack asks once. Its error is permanent where asking again is of no use.
func (c *claim) ack(ctx context.Context) (ours bool, err error) {
	if ours, err = c.kind.ack(ctx, c.ID); err == nil {
		// While Port hides the run from others nobody but us can have acknowledged it.
		return ours || c.unsure && c.hiddenFor() > 0, nil
	}
	var status *port.StatusError
	if _, untold := errors.AsType[*port.TokenError](err); !untold && !errors.As(err, &status) {
		c.unsure = true
	}
	if status == nil {
		return false, err
	}
	switch s := status.Status; {
	case s == http.StatusTooManyRequests, s == http.StatusRequestTimeout, s == http.StatusUnauthorized:
	case s < http.StatusInternalServerError:
		return false, backoff.Permanent(err)
	default:
		c.unsure = c.unsure || s != http.StatusServiceUnavailable
	}
	if status.RetryAfter > 0 {
		err = fmt.Errorf("%w: %w", err, &backoff.RetryAfterError{Duration: status.RetryAfter})
	}
	return false, err
}

// hiddenFor is how long Port still hides the run from others. It goes by both clocks,
// whichever went further, as Kafka's lease does.
func (c *claim) hiddenFor() time.Duration {
	since, now := *c.since.Load(), c.source.Now()
	return c.source.How.Visibility - max(now.Sub(since), now.Round(0).Sub(since))
}

// Settle says that the run is done with. One that had no effect is acknowledged now.
func (c *claim) Settle(_ int64, acked func()) {
	c.done.Store(true)
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
