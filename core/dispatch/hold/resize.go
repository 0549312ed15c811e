package hold

// Caps bounds how many of each route's are sent in a second. A cap that stays as it
// was goes on counting, or every change elsewhere would let one more through. Routes
// that are not among them any more are forgotten once they hold nothing; what they
// hold keeps its cap.
func (f *Fair[T]) Caps(caps map[string]Cap) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for route, c := range caps {
		if g := f.group(route); !g.cap.same(c) {
			g.cap = c
		}
	}
	for name, g := range f.groups {
		if _, stays := caps[name]; !stays && !g.ready && !g.paused {
			delete(f.groups, name)
		}
	}
}

// Resize changes how many slots and places among the begun there are. What is under
// way beyond a smaller number goes on, and nothing begins until it has fallen below.
func (f *Fair[T]) Resize(slots, begun int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.free += slots - f.room.Slots
	f.room.Slots, f.room.Begun = slots, begun
}
