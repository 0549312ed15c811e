package hold

import (
	"maps"
	"slices"
	"time"
)

// Freeze has nothing of a route handed out until [Fair.Thaw]; "" is all routes. What
// is under way goes on.
func (f *Fair[T]) Freeze(route string) { f.freeze(route, true) }

// Thaw takes Freeze back. "" is all routes, also those frozen by name.
func (f *Fair[T]) Thaw(route string) {
	f.freeze(route, false)
	if route == "" {
		f.mu.Lock()
		defer f.mu.Unlock()
		for _, g := range f.groups {
			g.paused = false
		}
	}
}

func (f *Fair[T]) freeze(route string, yes bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if route == "" {
		f.frozen = yes
		return
	}
	f.group(route).paused = yes
}

// Frozen says whether all is frozen, and which routes are by name.
func (f *Fair[T]) Frozen() (all bool, routes []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for name, g := range f.groups {
		if g.paused {
			routes = append(routes, name)
		}
	}
	return f.frozen, slices.Sorted(slices.Values(routes))
}

// Counts are what a [Fair] holds.
type Counts struct {
	Queued  int            // in all
	Routes  map[string]int // by route
	OnSlots int            // under way on a slot
	Begun   int            // places taken
	// Lap is how long it takes to hand out 256, however many queue; zero if none does.
	Lap time.Duration
}

// Counts gives what is held now.
func (f *Fair[T]) Counts() Counts {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := Counts{Queued: f.queued, Begun: f.begun, Routes: map[string]int{}}
	for key, l := range maps.All(f.lanes) {
		c.OnSlots += l.away
		c.Routes[key.Route] += len(l.queue)
	}
	c.Lap = f.lapTime()
	return c
}

// Queued gives how many queue, and how long a lap takes; see [Counts].
func (f *Fair[T]) Queued() (int, time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.queued, f.lapTime()
}

func (f *Fair[T]) lapTime() time.Duration {
	if f.queued == 0 {
		return 0
	}
	return f.lap.took(f.now())
}
