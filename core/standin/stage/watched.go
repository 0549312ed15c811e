package stage

import (
	"context"
	"fmt"
	"sync"
)

// Watched is a state that many change and others wait for. The zero value holds
// T's zero value.
type Watched[T any] struct {
	mu      sync.Mutex
	state   T
	changed chan struct{} // nil while nobody waits
}

// Do changes or reads the state; do must not keep what it is given.
func (w *Watched[T]) Do(do func(state *T)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	do(&w.state)
	if w.changed != nil {
		close(w.changed)
		w.changed = nil
	}
}

// Wait returns once until says that the state is as wanted. It looks after each
// change, so a state that lasts is never missed. Its error is ctx's.
func (w *Watched[T]) Wait(ctx context.Context, until func(state *T) bool) error {
	for {
		changed := w.look(until)
		if changed == nil {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("waiting for a state that did not come: %w", ctx.Err())
		}
	}
}

func (w *Watched[T]) look(until func(state *T) bool) <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	if until(&w.state) {
		return nil
	}
	if w.changed == nil {
		w.changed = make(chan struct{})
	}
	return w.changed
}
