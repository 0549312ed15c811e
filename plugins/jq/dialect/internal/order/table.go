package order

import (
	"maps"
	"slices"
)

// Table knows the order of the objects that one run works with: those of its
// texts, and those made on the way. It is not safe for concurrent use.
type Table struct {
	texts []*Text
	made  map[uintptr]entry
}

type entry struct {
	object map[string]any // held, as in Text
	keys   []string
}

// Add makes the objects of a text known. Nil is no text.
func (t *Table) Add(text *Text) {
	if text != nil {
		t.texts = append(t.texts, text)
	}
}

// Clone gives a table that knows the same.
func (t *Table) Clone() Table { return Table{slices.Clip(t.texts), maps.Clone(t.made)} }

// Set says in which order the keys of an object stand. They must be those of m,
// each once; the table keeps the slice.
func (t *Table) Set(m map[string]any, keys []string) {
	if len(m) < 2 {
		return
	}
	id := identity(m)
	if slices.IsSorted(keys) {
		delete(t.made, id)
		return
	}
	if t.made == nil {
		t.made = make(map[uintptr]entry)
	}
	t.made[id] = entry{m, keys}
}

// Keys gives the keys of m in their order. The caller must not change the slice.
func (t *Table) Keys(m map[string]any) []string {
	if keys, ok := t.lookup(m); ok {
		return keys
	}
	return sorted(m)
}

func sorted(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// Scrambled says whether the keys of m stand in another order than the sorted one.
func (t *Table) Scrambled(m map[string]any) bool {
	_, ok := t.lookup(m)
	return ok
}

func (t *Table) lookup(m map[string]any) ([]string, bool) {
	if len(m) < 2 {
		return nil, false
	}
	if e, ok := t.made[identity(m)]; ok {
		return e.keys, true
	}
	for _, text := range t.texts {
		if keys, ok := text.lookup(m); ok {
			return keys, true
		}
	}
	return nil, false
}

// complete makes keys, which are in m, those of m, each once: of equal ones the
// first stays, and those that are missing follow, sorted.
func complete(keys []string, m map[string]any) []string {
	seen := make(map[string]bool, len(m))
	keys = slices.DeleteFunc(keys, func(key string) bool {
		again := seen[key]
		seen[key] = true
		return again
	})
	for _, key := range sorted(m) {
		if !seen[key] {
			keys = append(keys, key)
		}
	}
	return keys
}
