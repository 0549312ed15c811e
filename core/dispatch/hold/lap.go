package hold

import "time"

// lapLength is how many are handed out in a lap.
const lapLength = 256

// lap is how quickly a queue moves, whatever its length.
type lap struct {
	since  time.Time // when the one that runs began
	handed int       // in it
	before time.Duration
}

// next counts one that is handed out.
func (l *lap) next(now time.Time) {
	if l.handed++; l.handed == lapLength {
		*l = lap{since: now, before: now.Sub(l.since)}
	}
}

// took gives how long the last lap took, or the one that runs if that is longer.
func (l *lap) took(now time.Time) time.Duration { return max(l.before, now.Sub(l.since)) }
