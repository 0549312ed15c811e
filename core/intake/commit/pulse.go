package commit

import (
	"context"
	"sync/atomic"
	"time"
)

// Commits are gathered: one at most in commitEvery, unless commitAt messages wait
// for it, which would hold up a dispatcher that bounds what is not settled.
const (
	commitEvery = 20 * time.Millisecond
	commitAt    = 64
)

// Pulse says when to commit. Make it with NewPulse.
type Pulse struct {
	beats  *atomic.Int32
	some   chan struct{}
	enough chan struct{}
}

// NewPulse makes a Pulse.
func NewPulse() Pulse {
	return Pulse{beats: new(atomic.Int32), some: make(chan struct{}, 1), enough: make(chan struct{}, 1)}
}

// Beat says that there is something to commit. It does not block.
func (p Pulse) Beat() {
	signal(p.some)
	if p.beats.Add(1) >= commitAt {
		signal(p.enough)
	}
}

// Wait returns when a commit is due. False: ctx has ended.
func (p Pulse) Wait(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	case <-p.some:
	}
	select {
	case <-ctx.Done():
		return false
	case <-p.enough:
	case <-time.After(commitEvery):
	}
	p.beats.Store(0)
	return true
}

func signal(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
