package route

import (
	"errors"
	"sync"
)

// Live is the table in force, and those before it that runs are still on. Each run
// stays on the table that it was admitted with; a table is closed once nothing is on
// it any more. It is safe for concurrent use.
type Live struct {
	failed func(error) // told of what could not be closed in the background

	mu      sync.Mutex
	now     *Edition
	open    map[*Edition]struct{} // the one in force among them
	closing sync.WaitGroup
}

// Edition is one table while it is in force or in use.
type Edition struct {
	Table
	live  *Live
	users int
}

// NewLive puts a table in force. failed may be nil.
func NewLive(table Table, failed func(error)) *Live {
	l := &Live{failed: failed, open: map[*Edition]struct{}{}}
	l.put(table)
	return l
}

func (l *Live) put(table Table) {
	l.now = &Edition{Table: table, live: l}
	l.open[l.now] = struct{}{}
}

// Enter gives the table in force, which stays open until [Edition.Leave].
func (l *Live) Enter() *Edition {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.now.users++
	return l.now
}

// Leave ends one use of a table. Nil is of none.
func (e *Edition) Leave() {
	if e == nil {
		return
	}
	e.live.mu.Lock()
	defer e.live.mu.Unlock()
	e.users--
	e.live.tidy(e)
}

// Swap puts another table in force for whoever enters from now on.
func (l *Live) Swap(table Table) {
	l.mu.Lock()
	defer l.mu.Unlock()
	before := l.now
	l.put(table)
	l.tidy(before)
}

// tidy closes an edition that is neither in force nor in use. Its steps may take a
// while for that, and nobody waits.
func (l *Live) tidy(e *Edition) {
	if _, open := l.open[e]; !open || e == l.now || e.users > 0 {
		return
	}
	delete(l.open, e)
	l.closing.Go(func() {
		if err := e.Close(); err != nil && l.failed != nil {
			l.failed(err)
		}
	})
}

// Names gives the routes in force, in their order.
func (l *Live) Names() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	names := make([]string, len(l.now.Table))
	for i, r := range l.now.Table {
		names[i] = r.Name
	}
	return names
}

// Close closes all tables, also those that are in use, and waits for those that are
// being closed. The last one stays in force, for what it is worth.
func (l *Live) Close() error {
	l.mu.Lock()
	open := l.open
	l.open = map[*Edition]struct{}{}
	l.mu.Unlock()
	var errs []error
	for e := range open {
		errs = append(errs, e.Close())
	}
	l.closing.Wait()
	return errors.Join(errs...)
}
