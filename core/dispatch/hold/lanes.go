package hold

import "sync"

// Lanes keeps what has one key in order: one at a time is under way, the others
// queue behind it. What has the key "" keeps no order.
type Lanes[T any] struct {
	mu     sync.Mutex
	queues map[string][]T // the one under way is not in its queue
}

// NewLanes makes lanes in which nothing is under way.
func NewLanes[T any]() *Lanes[T] { return &Lanes[T]{queues: map[string][]T{}} }

// Enter says whether t may go at once; if not it has been queued.
func (l *Lanes[T]) Enter(key string, t T) bool {
	if key == "" {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	queue, busy := l.queues[key]
	if !busy {
		l.queues[key] = nil
		return true
	}
	l.queues[key] = append(queue, t)
	return false
}

// Leave ends what was under way in a lane and gives the next; false if none queues.
func (l *Lanes[T]) Leave(key string) (next T, ok bool) {
	if key == "" {
		return next, false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	queue := l.queues[key]
	if len(queue) == 0 {
		delete(l.queues, key)
		return next, false
	}
	l.queues[key] = queue[1:]
	return queue[0], true
}
