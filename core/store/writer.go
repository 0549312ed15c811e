package store

import (
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/drayhq/dray/core/ledger"
)

// The pauses of a writer that nobody wakes.
const (
	sweepEvery = time.Minute // what has become too old goes
	retryEvery = time.Second // a write that went wrong is tried again
)

type kind uint8

const (
	intend kind = iota
	done
	forget
)

// op is an entry to be written: all that will be known of its key.
type op struct {
	key    ledger.Key
	mark   mark
	kind   kind
	entry  ledger.Entry
	before *op // takes this one's place if it can't be written
	onDisk bool
}

// batch is what is committed together.
type batch struct {
	done chan struct{} // closed when err is set
	err  error
}

func newBatch() *batch { return &batch{done: make(chan struct{})} }

// refusal says why nothing new is taken. The caller holds the lock.
func (s *Store) refusal() error {
	switch {
	case s.closed:
		return ErrClosed
	case s.broken:
		return s.err
	}
	return nil
}

// enqueue has the operation written. The caller holds the lock.
func (s *Store) enqueue(o *op) {
	if o.kind == intend {
		o.before = s.pending[o.mark]
	}
	s.pending[o.mark] = o
	s.queue = append(s.queue, o)
}

func (s *Store) rouse() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// write is the writer: it alone changes the file. While it commits, others
// gather what comes next.
func (s *Store) write() {
	defer close(s.stopped)
	timer := time.NewTimer(sweepEvery)
	defer timer.Stop()
	for {
		select {
		case <-s.wake:
		case <-timer.C:
		case <-s.quit:
			s.step()
			return
		}
		for s.step() {
			runtime.Gosched() // those just told may have more to add
		}
		pause := sweepEvery
		if s.Healthy() != nil {
			pause = retryEvery
		}
		timer.Reset(pause)
	}
}

// step commits what has gathered and says whether there is more to do at once.
func (s *Store) step() bool {
	s.mu.Lock()
	now := s.options.Now() // not before the lock: what is queued meanwhile would be of an earlier time
	idle := len(s.queue) == 0 && len(s.calls) == 0
	if idle && (s.broken || s.err == nil && !s.books.overdue(now, s.options.Keep)) {
		s.mu.Unlock()
		return false
	}
	queue, calls, b := s.queue, s.calls, s.next
	s.queue, s.calls, s.next = nil, nil, newBatch()
	current := queue[:0]
	for _, o := range queue {
		if s.pending[o.mark] == o { // else a later one says all there is to say
			current = append(current, o)
		}
	}
	was, broken, dropped := s.err, s.broken, s.shelf.dropped
	s.mu.Unlock()

	more := false
	if !broken {
		c := &change{s: s, now: now, books: s.books, moved: make(map[mark]place, len(current)), shelf: s.shelf, probe: idle && was != nil}
		err := c.run(current, calls)
		more = c.more
		s.mu.Lock()
		s.settle(c, current, err)
	} else {
		s.mu.Lock()
		s.restore(current)
	}
	err := s.err
	dropped = s.shelf.dropped - dropped
	more = err == nil && (more || len(s.queue)+len(s.calls) > 0)
	s.mu.Unlock()
	s.tell(was, err)
	if dropped > 0 {
		s.options.Log.Warn("the oldest junk letters were dropped, there is room for so many only", "dropped", dropped)
	}
	b.err = err
	close(b.done)
	return more
}

// settle has memory follow what became of a change. The caller holds the lock.
func (s *Store) settle(c *change, queue []*op, err error) {
	s.err = nil
	if err != nil {
		s.err = fmt.Errorf("writing %s: %w", s.path, err)
		_, s.broken = errors.AsType[*brokenError](err)
		s.restore(queue)
		return
	}
	for m, at := range c.moved {
		if at == (place{}) {
			delete(c.books.at, m)
		} else {
			c.books.at[m] = at
		}
	}
	s.books, s.shelf = c.books, c.shelf
	for _, o := range queue {
		o.onDisk, o.before = true, nil
		if s.pending[o.mark] == o {
			delete(s.pending, o.mark)
		}
	}
}

// restore has what nobody waits for written again, before all else. An intent
// was told to have gone wrong, and gives way to what came before it. The caller
// holds the lock.
func (s *Store) restore(queue []*op) {
	var again []*op
	for _, o := range queue {
		if s.pending[o.mark] != o {
			continue // a later one follows
		}
		m := o.mark
		for o != nil && o.kind == intend {
			o = o.before
		}
		delete(s.pending, m)
		if o != nil && !o.onDisk {
			s.pending[o.mark] = o
			again = append(again, o)
		}
	}
	s.queue = append(again, s.queue...)
}

// tell logs that writing has begun to go wrong, or works again.
func (s *Store) tell(was, err error) {
	switch {
	case was == nil && err != nil:
		s.options.Log.Error("the store can't be written", "path", s.path, "error", err)
	case was != nil && err == nil:
		s.options.Log.Info("the store can be written again", "path", s.path)
	}
}
