package lease

import (
	"maps"
	"slices"
	"sync"

	"github.com/drayhq/dray/core/settle"
)

// Set is the partitions that a consumer has met.
type Set struct {
	limit   int
	term    *Term
	changed func()

	mu  sync.Mutex
	all map[key]*Partition
}

type key struct {
	topic  string
	number int32
}

// NewSet makes an empty set. limit is how many bytes of metadata a commit may
// carry for a partition, term how long the group keeps them for us. changed is
// called, and must not block, when there is something to commit.
func NewSet(limit int, term *Term, changed func()) *Set {
	return &Set{limit: limit, term: term, changed: changed, all: make(map[key]*Partition)}
}

// Term gives how long the group keeps the partitions for us.
func (s *Set) Term() *Term { return s.term }

// At gives the partition, made now if it was not met before.
func (s *Set) At(topic string, number int32) *Partition {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := key{topic, number}
	p, ok := s.all[at]
	if !ok {
		p = &Partition{Topic: topic, Number: number, changed: s.changed, term: s.term, ledger: settle.New(s.limit)}
		s.all[at] = p
	}
	return p
}

// All gives every partition.
func (s *Set) All() []*Partition {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Values(s.all))
}

// Pick gives the partitions that are named.
func (s *Set) Pick(named map[string][]int32) []*Partition {
	var picked []*Partition
	for topic, numbers := range named {
		for _, number := range numbers {
			picked = append(picked, s.At(topic, number))
		}
	}
	return picked
}
