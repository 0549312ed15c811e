package limit

import (
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// Rate is so many requests in each window of time. The zero value is no bound.
type Rate struct {
	Requests int
	Per      time.Duration
	// Silent leaves Retry-After out of a 429, as CircleCI sometimes does.
	Silent bool
}

// Limiter counts requests by token.
type Limiter struct {
	Rate

	mu      sync.Mutex
	windows map[string]*window
}

type window struct {
	ends time.Time
	used int
}

// Take counts a request of a token, writes what CircleCI's header says of the limit,
// and tells whether the request may go on. Windows begin with their first request.
func (l *Limiter) Take(token string, now time.Time, header http.Header) bool {
	if l.Requests <= 0 {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.windows == nil {
		l.windows = make(map[string]*window)
	}
	w := l.windows[token]
	if w == nil || !now.Before(w.ends) {
		w = &window{ends: now.Add(l.Per)}
		l.windows[token] = w
	}
	w.used++
	reset := strconv.Itoa(int(math.Ceil(w.ends.Sub(now).Seconds())))
	header.Set("RateLimit-Limit", strconv.Itoa(l.Requests))
	header.Set("RateLimit-Remaining", strconv.Itoa(max(0, l.Requests-w.used)))
	header.Set("RateLimit-Reset", reset)
	if w.used <= l.Requests {
		return true
	}
	if !l.Silent {
		header.Set("Retry-After", reset)
	}
	return false
}
