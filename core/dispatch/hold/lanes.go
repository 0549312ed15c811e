package hold

import "sync"

// Lanes keeps what has one key in order: one at a time is under way, the others
// queue behind it. What has the key "" keeps no order.
type Lanes[T any] struct {
	shed   func(T) // called with what has to queue
	mu     sync.Mutex
	queues map[string][]T // the one under way is not in its queue
}

// NewLanes makes lanes in which nothing is under way. shed is called with what has to
// queue, before anybody can take it out of there.
func NewLanes[T any](shed func(T)) *Lanes[T] { return &Lanes[T]{shed: shed, queues: map[string][]T{}} }

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
	l.shed(t)
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
	next = queue[0]
	var none T
	queue[0] = none // what was taken must not stay in memory with the rest
	l.queues[key] = queue[1:]
	return next, true
}
