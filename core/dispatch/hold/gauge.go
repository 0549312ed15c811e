package hold

import (
	"context"
	"sync"
)

// Gauge counts what is held and lets one wait until it is below a bound. Unlike
// a semaphore it can be overrun: runs already taken up must wait somewhere.
type Gauge struct {
	mu    sync.Mutex
	held  int
	bound int
	fell  chan struct{} // closed and replaced whenever held falls
}

// NewGauge makes a gauge that holds nothing yet.
func NewGauge(bound int) *Gauge { return &Gauge{bound: bound, fell: make(chan struct{})} }

// Add counts n more, or less.
func (g *Gauge) Add(n int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.held += n
	if n < 0 {
		close(g.fell)
		g.fell = make(chan struct{})
	}
}

// Below waits until less than the bound is held, or gives ctx's error.
func (g *Gauge) Below(ctx context.Context) error {
	for {
		g.mu.Lock()
		free, fell := g.held < g.bound, g.fell
		g.mu.Unlock()
		if free {
			return ctx.Err()
		}
		select {
		case <-fell:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
