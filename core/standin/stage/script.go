package stage

import "sync"

// Any is the key that stands for all keys in [Script.Always].
const Any = ""

// Script holds the answers to give instead of the usual ones, by a key that the
// stand-in chooses: a project's slug, a kind of call. The zero value has none.
type Script struct {
	mu     sync.Mutex
	next   map[string][]Answer
	always map[string]Answer
}

// Next queues answers for a key: one request each, and then the usual ones again.
func (s *Script) Next(key string, answers ...Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.next == nil {
		s.next = make(map[string][]Answer)
	}
	s.next[key] = append(s.next[key], answers...)
}

// Always gives one answer to all requests under key, or under all keys for
// [Any], until it is replaced; the zero Answer takes it back.
func (s *Script) Always(key string, answer Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.always == nil {
		s.always = make(map[string]Answer)
	}
	s.always[key] = answer
}

// Take gives the answer for a request under key, the zero Answer for the usual one.
func (s *Script) Take(key string) Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	if queue := s.next[key]; len(queue) > 0 {
		s.next[key] = queue[1:]
		return queue[0]
	}
	if answer, ok := s.always[key]; ok {
		return answer
	}
	return s.always[Any]
}
