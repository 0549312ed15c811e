package strlist

// Marks remembers the names of what was set as a list.
type Marks struct{ names map[string]struct{} }

// Reset forgets all.
func (m *Marks) Reset() { clear(m.names) }

// Any says whether there is any name.
func (m *Marks) Any() bool { return len(m.names) > 0 }

// Note remembers whether what is at name was set as a list.
func (m *Marks) Note(name string, list bool) {
	switch {
	case !list:
		delete(m.names, name)
	case m.names == nil:
		m.names = map[string]struct{}{name: {}}
	default:
		m.names[name] = struct{}{}
	}
}

// Has says whether it was.
func (m *Marks) Has(name string) bool {
	_, ok := m.names[name]
	return ok
}
