package hold

import (
	"context"
	"sync"
	"time"
)

// share is how many of the free slots one key may have: with 7 a key that is
// alone takes up to seven eighths, so that there is always room for another. This
// is the dynamic threshold by which switches share their buffers (Choudhury and
// Hahne, 1998): nothing need be known beforehand of how many keys there are.
const share = 7

// Room is how much a [Fair] has room for.
type Room[T any] struct {
	Slots int // of what is done at once
	Begun int // of what has begun and is not settled
	// Deep is from what length of the queue on Shed is called with what is put.
	Deep int
	Shed func(T)
}

// Fair queues what is to be done under keys, and hands it out so that neither a
// route nor a place within it holds up another: routes have their turns, and
// within a route the places. It counts two things: slots, of which one is held
// while something is done, and places among the begun, which are held from then
// until [Fair.Settled].
type Fair[T any] struct {
	room Room[T]
	now  func() time.Time

	mu     sync.Mutex
	free   int // slots
	begun  int // places taken
	lanes  map[Key]*lane[T]
	groups map[string]*group[T]
	turns  []*group[T] // those that hold something, in the order of their turns
	frozen bool
	closed bool
	queued int
	lap    lap
	fell   chan struct{} // closed and replaced whenever begun falls to none
}

// NewFair makes an empty one.
func NewFair[T any](room Room[T], now func() time.Time) *Fair[T] {
	return &Fair[T]{
		room: room, now: now, free: room.Slots,
		lanes: map[Key]*lane[T]{}, groups: map[string]*group[T]{}, fell: make(chan struct{}),
	}
}

// Put queues t.
func (f *Fair[T]) Put(key Key, t T) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.put(f.lane(key), t)
}

// Next hands out what has its turn, with a slot and a place among the begun. If
// there is nothing, wait is when it is worth to ask again though nothing was
// given back, because of a cap; zero: no such time.
func (f *Fair[T]) Next() (key Key, t T, ok bool, wait time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed || f.frozen || f.free <= 0 || f.begun >= f.room.Begun {
		return key, t, false, 0
	}
	now := f.now()
	for range len(f.turns) {
		g := f.turns[0]
		f.turns = f.turns[1:]
		l, later := f.turn(g, now)
		wait = sooner(wait, later)
		if l == nil {
			f.turns = append(f.turns, g)
			continue
		}
		first := l.pop()
		f.start(g, l, now)
		f.queued--
		f.begun++
		f.lap.next(now)
		f.line(g, l)
		if g.ready = !g.empty(); g.ready {
			f.turns = append(f.turns, g)
		}
		return l.key, first, true, 0
	}
	return key, t, false, wait
}

// Shift takes what is under way under one key on to another. False: it isn't its
// turn there; then yield was called, it was queued, and its slot and its place are
// given back.
func (f *Fair[T]) Shift(from, to Key, t T, yield func()) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.now()
	f.back(from)
	l := f.lane(to)
	g := f.group(to.Route)
	if may, _ := f.may(g, l, now); f.closed || may && len(l.queue) == 0 {
		f.start(g, l, now)
		return true
	}
	yield()
	f.leave()
	f.put(l, t)
	return false
}

// Back gives a slot back; the place among the begun is still held.
func (f *Fair[T]) Back(key Key) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.back(key)
}

// Settled gives a place among the begun back.
func (f *Fair[T]) Settled() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.leave()
}

// Close has nothing more handed out. What is under way may go on.
func (f *Fair[T]) Close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
}

// Idle waits until no place among the begun is taken, or gives ctx's error.
func (f *Fair[T]) Idle(ctx context.Context) error {
	for {
		f.mu.Lock()
		idle, fell := f.begun == 0, f.fell
		f.mu.Unlock()
		if idle {
			return nil
		}
		select {
		case <-fell:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
