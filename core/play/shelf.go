package play

import (
	"slices"
	"sync"

	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// some is a group without the modules that a query leaves out.
type some struct {
	sdk.Group
	query Query
}

// Members gives those that take part.
func (s some) Members() (members []sdk.Member, done func()) {
	members, done = s.Group.Members()
	return slices.DeleteFunc(members, func(m sdk.Member) bool { return s.query.leavesOut(m.Name) }), done
}

// kept is how many sets of dropped modules stay compiled.
const kept = 4

// shelf keeps the last table of each of the sets of modules that were used last, so that
// the next table takes the compiled modules over.
type shelf struct {
	mu     sync.Mutex
	closed bool
	on     []keptTable // the one used last at the end
}

type keptTable struct {
	key   string
	table route.Table
}

// put keeps a table once nobody is on it.
func (s *shelf) put(key string, table route.Table) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := slices.IndexFunc(s.on, func(k keptTable) bool { return k.key == key })
	s.on = append(s.on, keptTable{key, table})
	if before >= 0 {
		s.drop(before)
	}
	if len(s.on) > kept || s.closed {
		s.drop(0)
	}
}

func (s *shelf) drop(i int) {
	_ = s.on[i].table.Close() // nothing was sent
	s.on = slices.Delete(s.on, i, i+1)
}

// close closes all tables, also those that are still to be put there.
func (s *shelf) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.closed = true; len(s.on) > 0; {
		s.drop(0)
	}
}
