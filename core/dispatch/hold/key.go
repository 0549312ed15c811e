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

// item is one that queues.
type item[T any] struct {
	value T
	since int64 // when it was put, in nanoseconds of the clock
}

// lane is what queues under one key, and how many of them are under way.
type lane[T any] struct {
	key   Key
	queue []item[T]
	away  int  // under way
	ready bool // among its group's lanes
}

func (l *lane[T]) pop() item[T] {
	first := l.queue[0]
	l.queue[0] = item[T]{} // what was taken must not stay in memory with the rest
	l.queue = l.queue[1:]
	return first
}

// group is the lanes of one route that hold something.
type group[T any] struct {
	name   string
	lanes  []*lane[T] // in the order of their turns
	ready  bool       // among the groups that have their turns
	paused bool
	cap    Cap
}
