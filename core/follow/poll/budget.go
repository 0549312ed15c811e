package poll

import (
	"net/http"
	"strconv"
	"time"
)

// Budget is what calls one token has left at one host: no more a second than the
// ceiling, and no more in a window than what RateLimit-* says is left, less a tenth
// that is kept for triggers. It is not safe for concurrent use.
type Budget struct {
	gap time.Duration // between two calls at least, by the ceiling

	next   time.Time // before which no call is made
	under  int       // calls that are under way
	known  bool      // an answer has said what the limit is, or that it says nothing
	loud   int       // 429 in a row
	limit  int       // calls in a window; 0: none is known
	long   time.Duration
	window Window
	left   int       // calls in it
	ends   time.Time // it, never too early
}

// Window numbers the windows of a budget. A call has that in which it was made: its
// answer tells nothing of a later one.
type Window int

// NewBudget makes a budget of at most rate calls a second.
func NewBudget(rate float64) *Budget {
	return &Budget{gap: time.Duration(float64(time.Second) / rate)}
}

// Never is what [Budget.Wait] gives where only an answer can tell.
const Never = time.Duration(1<<63 - 1)

// Wait gives how long the next call has to wait.
func (b *Budget) Wait(now time.Time) time.Duration {
	if !b.known && b.under > 0 {
		return Never // the first answer says what may be sent
	}
	wait := max(0, b.next.Sub(now))
	if b.limit > 0 && b.left <= b.reserve() && now.Before(b.ends) {
		wait = max(wait, b.ends.Sub(now))
	}
	return wait
}

// Take counts a call that is made now.
func (b *Budget) Take(now time.Time) Window {
	if b.limit > 0 && !now.Before(b.ends) {
		// A new window, and what is on its way may count in it. It begins when this call
		// arrives, so that only its answer can say when it ends.
		b.window++
		b.left, b.ends = b.limit-b.under, now.Add(2*b.long)
	}
	b.left--
	b.under++
	b.next = later(b.next, now.Add(b.spread()))
	return b.window
}

func (b *Budget) reserve() int { return b.limit / 10 }

// spread is the gap between calls: evenly over the window, so that none is used up
// at its beginning.
func (b *Budget) spread() time.Duration {
	if b.limit == 0 {
		return b.gap
	}
	return max(b.gap, b.long/time.Duration(b.limit))
}

// Answer learns from the answer to a call that was taken; a nil header is none.
func (b *Budget) Answer(now time.Time, of Window, status int, header http.Header) {
	b.under--
	if header == nil {
		return
	}
	b.known = true
	if s, ok := read(header, now); ok && (s.limit != b.limit || of == b.window) {
		b.learn(now, s)
		if ends := now.Add(s.reset); ends.Before(b.ends) {
			b.ends = ends // of all that say so the earliest is nearest: seconds are rounded up
		}
	}
	if status != http.StatusTooManyRequests {
		b.loud = 0
		return
	}
	b.loud++
	wait := seconds(header, "Retry-After", now)
	if wait <= 0 {
		wait = seconds(header, "RateLimit-Reset", now)
	}
	if wait <= 0 {
		wait = min(time.Second<<min(b.loud, 6), time.Minute)
	}
	b.next = later(b.next, now.Add(min(wait, time.Hour)))
}

// Learn takes up what an answer to somebody else's call with the token says.
func (b *Budget) Learn(now time.Time, header http.Header) {
	if s, ok := read(header, now); ok {
		b.known = true
		b.learn(now, s)
	}
}

func (b *Budget) learn(now time.Time, s said) {
	if s.limit != b.limit {
		b.limit, b.long, b.ends = s.limit, 0, time.Time{}
	}
	b.long = max(b.long, s.reset)
	if !now.Before(b.ends) {
		b.left, b.ends = s.left, now.Add(s.reset)
	}
	b.left = min(b.left, s.left) // what is on its way is not in it yet
}

// said is what an answer says of the limit.
type said struct {
	limit, left int
	reset       time.Duration
}

func read(header http.Header, now time.Time) (said, bool) {
	limit, err := strconv.Atoi(header.Get("RateLimit-Limit"))
	left, bad := strconv.Atoi(header.Get("RateLimit-Remaining"))
	reset := min(seconds(header, "RateLimit-Reset", now), time.Hour)
	return said{limit, left, reset}, err == nil && bad == nil && limit > 0 && reset > 0
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// seconds reads a number of seconds, or a date; 0 for neither.
func seconds(header http.Header, name string, now time.Time) time.Duration {
	text := header.Get(name)
	if n, err := strconv.ParseFloat(text, 64); err == nil && n > 0 {
		return time.Duration(min(n, 1e6) * float64(time.Second))
	}
	if date, err := http.ParseTime(text); err == nil {
		return date.Sub(now)
	}
	return 0
}
