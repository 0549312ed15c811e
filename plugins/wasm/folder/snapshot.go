package folder

import (
	"errors"
	"sync"
)

// part is one file and the step that was made of it.
type part struct {
	file Contents
	step Step
}

// snapshot is what a folder held at one time.
type snapshot struct {
	parts  []part
	users  sync.RWMutex // read-held by each run in it
	closed bool
}

// enter gives the current snapshot, read-held.
func (g *Group) enter() *snapshot {
	for {
		s := g.now.Load()
		s.users.RLock()
		if s == g.now.Load() {
			return s
		}
		s.users.RUnlock() // it was swapped meanwhile, and may be closed
	}
}

// close waits for the runs in the snapshot and closes its steps, but for those that
// the next one has taken over.
func (s *snapshot) close(next *snapshot) error {
	s.users.Lock()
	defer s.users.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	var errs []error
	for _, p := range s.parts {
		if !next.holds(p.step) {
			errs = append(errs, p.step.Close())
		}
	}
	return errors.Join(errs...)
}

func (s *snapshot) holds(step Step) bool {
	if s == nil {
		return false
	}
	for _, p := range s.parts {
		if p.step == step {
			return true
		}
	}
	return false
}

// find gives the part of a name.
func (s *snapshot) find(name string) (part, bool) {
	for _, p := range s.parts {
		if p.file.Name == name {
			return p, true
		}
	}
	return part{}, false
}
