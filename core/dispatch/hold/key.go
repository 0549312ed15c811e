package hold

// Key says what queues together: runs of one route that go to one place. Those of
// another key are never held up by them for longer than one of them takes.
type Key struct {
	Route string // "" for what takes none
	Place string // where its runs go, or what they are of before that is known
	// Wire says that a request is about to be sent: only those count for the cap on
	// a route's rate.
	Wire bool
}

// lane is what queues under one key, and how many of them are under way.
type lane[T any] struct {
	key   Key
	queue []T
	away  int  // under way
	ready bool // among its group's lanes
}

func (l *lane[T]) pop() T {
	first := l.queue[0]
	var none T
	l.queue[0] = none // what was taken must not stay in memory with the rest
	l.queue = l.queue[1:]
	return first
}

// ring is lanes in the order of their turns.
type ring[T any] []*lane[T]

// group is the lanes of one route that hold something.
type group[T any] struct {
	name   string
	lanes  [2]ring[T] // to be sent, and to be prepared
	ready  bool       // among the groups that have their turns
	paused bool
	cap    Cap
}

// ring gives the one that l stands in. Those to be sent come first, so that what was
// prepared doesn't pile up.
func (g *group[T]) ring(l *lane[T]) *ring[T] {
	if l.key.Wire {
		return &g.lanes[0]
	}
	return &g.lanes[1]
}

func (g *group[T]) empty() bool { return len(g.lanes[0])+len(g.lanes[1]) == 0 }
