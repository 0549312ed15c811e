package metrics

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// other is the label of all names beyond the bound.
const other = "other"

// names are those that have a label of their own: the first ones that came.
type names struct {
	most int

	mu    sync.RWMutex
	known map[string]bool
}

func newNames(most int, first ...string) *names {
	n := &names{most: most, known: map[string]bool{}}
	for _, name := range first {
		if !strings.ContainsAny(name, "*/") { // a name, and no pattern
			n.label(name)
		}
	}
	return n
}

func (n *names) all() []string {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return slices.Sorted(maps.Keys(n.known))
}

func (n *names) has(name string) bool {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return n.known[name]
}

func (n *names) label(name string) string {
	switch {
	case name == "":
		return none
	case !utf8.ValidString(name): // which no label can have
		return other
	}
	if n.has(name) {
		return name
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.known[name] && len(n.known) >= n.most {
		return other
	}
	n.known[name] = true
	return name
}
