package deliver

import (
	"context"
	"log/slog"
	"sync/atomic"
)

// queue holds what waits for its turn in the background. It has a bound, and
// putting never waits.
type queue[T any] struct {
	items chan T
	what  string
	log   *slog.Logger
	gone  atomic.Int64 // items that were lost
	full  atomic.Bool  // and that has been said
}

func newQueue[T any](size int, what string, log *slog.Logger) *queue[T] {
	return &queue[T]{items: make(chan T, size), what: what, log: log}
}

// put adds an item, or loses it when there is no room. The loss is logged once
// until there is room again.
func (q *queue[T]) put(item T) {
	select {
	case q.items <- item:
	default:
		q.gone.Add(1)
		if q.full.CompareAndSwap(false, true) {
			q.log.Warn("what waits to be told to Port has reached its bound; more of it is lost until Port keeps up",
				"what", q.what, "bound", cap(q.items))
		}
	}
}

// work takes items one by one until ctx ends, or closing is closed and none is left.
func (q *queue[T]) work(ctx context.Context, closing <-chan struct{}, do func(ctx context.Context, item T)) {
	for {
		select {
		case <-ctx.Done():
			return
		case item := <-q.items:
			q.hasRoom()
			do(ctx, item)
		case <-closing:
			q.empty(ctx, do)
			return
		}
	}
}

// empty takes items one by one until none is left or ctx ends.
func (q *queue[T]) empty(ctx context.Context, do func(ctx context.Context, item T)) {
	for ctx.Err() == nil {
		select {
		case item := <-q.items:
			q.hasRoom()
			do(ctx, item)
		default:
			return
		}
	}
}

// crowded says whether less than half of the room is left.
func (q *queue[T]) crowded() bool { return len(q.items) > cap(q.items)/2 }

// hasRoom logs that there is room again, once half of it is.
func (q *queue[T]) hasRoom() {
	if !q.crowded() && q.full.CompareAndSwap(true, false) {
		q.log.Info("there is room again for what waits to be told to Port", "what", q.what, "lost", q.gone.Load())
	}
}

func (q *queue[T]) lose() { q.gone.Add(1) }

// lost gives how many items were lost, those included that still wait.
func (q *queue[T]) lost() int64 { return q.gone.Load() + int64(len(q.items)) }
