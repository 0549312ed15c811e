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

	next  time.Time     // before which no call is made
	under int           // calls that are under way
	known bool          // an answer has said what the limit is, or that it says nothing
	limit int           // calls in a window; 0: none is known
	left  int           // of them
	ends  time.Time     // the window
	long  time.Duration // a window lasts, as far as known
	loud  int           // 429 in a row
}

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
func (b *Budget) Take(now time.Time) {
	if b.limit > 0 && !now.Before(b.ends) { // a new window, as long as the one before
		b.left, b.ends = b.limit, now.Add(b.long)
	}
	b.left--
	b.under++
	b.next = later(b.next, now.Add(b.spread()))
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
func (b *Budget) Answer(now time.Time, status int, header http.Header) {
	b.under--
	if header == nil {
		return
	}
	b.Learn(now, header)
	b.known = true
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
	limit, err := strconv.Atoi(header.Get("RateLimit-Limit"))
	left, bad := strconv.Atoi(header.Get("RateLimit-Remaining"))
	reset := seconds(header, "RateLimit-Reset", now)
	if err != nil || bad != nil || limit <= 0 || reset <= 0 {
		return
	}
	reset = min(reset, time.Hour)
	if limit != b.limit {
		b.limit, b.long, b.ends = limit, 0, time.Time{}
	}
	b.long, b.known = max(b.long, reset), true
	if !now.Before(b.ends) {
		b.left, b.ends = left, now.Add(reset)
		return
	}
	// Of the same window: seconds are rounded up, so the least is nearest, and what
	// is on its way is not in it yet.
	b.left = min(b.left, left)
	if ends := now.Add(reset); ends.Before(b.ends) {
		b.ends = ends
	}
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
