package host

import (
	"context"
	"runtime"
)

// Gate lets so many guest calls run at once as there are cores, over all modules:
// a clock on the wall would stop healthy guests that have to share one.
type Gate chan struct{}

// NewGate makes a gate for this process.
func NewGate() Gate { return make(Gate, runtime.GOMAXPROCS(0)) }

// Enter waits for a place. It gives ctx's error if that ends before.
func (g Gate) Enter(ctx context.Context) error {
	select {
	case g <- struct{}{}:
		return nil
	default:
	}
	select {
	case g <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Leave gives the place back.
func (g Gate) Leave() { <-g }
