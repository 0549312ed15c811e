package hold

import "time"

// turn takes the lane out of the order of g whose turn it is; nil if none may start
// now, and then when one may because of the cap.
func (f *Fair[T]) turn(g *group[T], now time.Time) (*lane[T], time.Duration) {
	var wait time.Duration
	for i := range g.lanes {
		lanes := &g.lanes[i]
		for range len(*lanes) {
			l := (*lanes)[0]
			*lanes = (*lanes)[1:]
			may, later := f.may(g, l, now)
			if may {
				l.ready = false
				return l, 0
			}
			*lanes = append(*lanes, l)
			wait = sooner(wait, later)
		}
	}
	return nil, wait
}

// may says whether one of l may start, and if only the cap is in the way for how
// long. There must be a free slot.
func (f *Fair[T]) may(g *group[T], l *lane[T], now time.Time) (bool, time.Duration) {
	if f.frozen || g.paused || l.away >= share*f.free {
		return false, 0
	}
	if l.key.Wire {
		if wait := g.cap.wait(now); wait > 0 {
			return false, wait
		}
	}
	return true, 0
}

func (f *Fair[T]) start(g *group[T], l *lane[T], now time.Time) {
	f.free--
	l.away++
	if l.key.Wire {
		g.cap.take(now)
	}
}

func (f *Fair[T]) put(l *lane[T], t T) {
	if f.queued == 0 {
		f.lap = lap{since: f.now()}
	}
	if f.queued >= f.room.Deep {
		f.room.Shed(t)
	}
	l.queue = append(l.queue, t)
	f.queued++
	g := f.group(l.key.Route)
	f.line(g, l)
	if !g.ready {
		g.ready = true
		f.turns = append(f.turns, g)
	}
}

// line has l stand in the order of g if it holds something, and lets go of it if
// there is nothing to know of it any more.
func (f *Fair[T]) line(g *group[T], l *lane[T]) {
	switch {
	case len(l.queue) > 0 && !l.ready:
		l.ready = true
		lanes := g.ring(l)
		*lanes = append(*lanes, l)
	case len(l.queue) == 0 && l.away == 0:
		delete(f.lanes, l.key)
	}
}

func (f *Fair[T]) back(key Key) {
	l := f.lane(key)
	l.away--
	f.free++
	f.line(f.group(key.Route), l)
}

func (f *Fair[T]) leave() {
	if f.begun--; f.begun == 0 {
		close(f.fell)
		f.fell = make(chan struct{})
	}
}

func (f *Fair[T]) lane(key Key) *lane[T] {
	l, ok := f.lanes[key]
	if !ok {
		l = &lane[T]{key: key}
		f.lanes[key] = l
	}
	return l
}

// group gives the route's, made now if there is none. Groups stay as long as there is
// the route; see [Fair.Caps].
func (f *Fair[T]) group(route string) *group[T] {
	g, ok := f.groups[route]
	if !ok {
		g = &group[T]{name: route}
		f.groups[route] = g
	}
	return g
}

// sooner gives the shorter of two waits, of which zero is none.
func sooner(a, b time.Duration) time.Duration {
	if a == 0 || b > 0 && b < a {
		return b
	}
	return a
}
