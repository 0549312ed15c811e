package host

import (
	"context"
	"runtime"

	"golang.org/x/sync/semaphore"
)

// Gate lets so many guest calls run at once as there are cores, over all modules:
// a clock on the wall would stop healthy guests that have to share one.
type Gate struct{ places *semaphore.Weighted }

// NewGate makes a gate for this process.
func NewGate() Gate {
	return Gate{semaphore.NewWeighted(int64(runtime.GOMAXPROCS(0)))}
}

// Enter waits for a place. It gives ctx's error if that ends before.
func (g Gate) Enter(ctx context.Context) error {
	if g.places.TryAcquire(1) || g.places.Acquire(ctx, 1) == nil {
		return nil
	}
	return context.Cause(ctx)
}

// Leave gives the place back.
func (g Gate) Leave() { g.places.Release(1) }
