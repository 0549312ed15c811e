package dispatch

import "sync"

// lanes keeps runs of one key in order: one at a time is under way, the others
// queue behind it, also while it waits for a retry.
type lanes struct {
	mu     sync.Mutex
	queues map[string][]*task // the one under way is not in its queue
}

func newLanes() *lanes { return &lanes{queues: map[string][]*task{}} }

// enter says whether t may go at once; if not it has been queued.
func (l *lanes) enter(t *task) bool {
	if t.lane == "" {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	queue, busy := l.queues[t.lane]
	if !busy {
		l.queues[t.lane] = nil
		return true
	}
	l.queues[t.lane] = append(queue, t)
	return false
}

// leave gives the next task of t's lane, nil if none queues.
func (l *lanes) leave(t *task) *task {
	if t.lane == "" {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	queue := l.queues[t.lane]
	if len(queue) == 0 {
		delete(l.queues, t.lane)
		return nil
	}
	l.queues[t.lane] = queue[1:]
	return queue[0]
}
