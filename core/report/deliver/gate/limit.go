package gate

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/drayhq/dray/core/port"
)

const (
	leastHold = time.Second
	maxHold   = time.Minute // of what Port asks for by 429
)

// errHeld says that Port limits the rate for longer than the caller waits.
var errHeld = errors.New("the rate of calls to Port is limited")

// limit keeps calls back while Port limits their rate.
type limit struct {
	mu    sync.Mutex
	until time.Time     // no call before
	last  time.Duration // how long the last 429 held; 0: a call has come through since
}

// learn takes note of what a call came to. It gives how long calls are held from
// now on if that is news: the first 429 after a call that came through.
//
// A 429 that names no time holds twice as long as the one before, or everybody
// who waited would call again each second. Those to calls that were under way
// when the hold began add nothing to it.
func (l *limit) learn(err error, now time.Time) (hold time.Duration, news bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var status *port.StatusError
	if !errors.As(err, &status) || status.Status != http.StatusTooManyRequests {
		if err == nil {
			l.last = 0
		}
		return 0, false
	}
	hold, news = status.RetryAfter, l.last == 0
	if hold == 0 {
		if now.Before(l.until) {
			return 0, false
		}
		hold = 2 * l.last
	}
	hold = max(leastHold, min(hold, maxHold))
	l.until, l.last = now.Add(hold), hold
	return hold, news
}

// wait waits for as long as calls are held, if ctx leaves the time.
func (l *limit) wait(ctx context.Context) error {
	l.mu.Lock()
	until := l.until
	l.mu.Unlock()
	wait := time.Until(until)
	if wait <= 0 {
		return nil
	}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < wait {
		return errHeld
	}
	return sleep(ctx, wait, nil)
}
