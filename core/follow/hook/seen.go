package hook

import "sync"

// remembered is how many events are known again.
const remembered = 4096

// seen knows the events that came last, by their ids.
type seen struct {
	mu    sync.Mutex
	known map[string]bool
	order []string // a ring, once it is full
	next  int
}

// first says whether the id is new, as any event without one is.
func (s *seen) first(id string) bool {
	if id == "" || len(id) > 256 {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known[id] {
		return false
	}
	if s.known == nil {
		s.known = make(map[string]bool)
	}
	s.known[id] = true
	if len(s.order) < remembered {
		s.order = append(s.order, id)
		return true
	}
	delete(s.known, s.order[s.next])
	s.order[s.next] = id
	s.next = (s.next + 1) % remembered
	return true
}
