package hold

import (
	"time"

	"golang.org/x/time/rate"
)

// longest is how long nobody asks again at most: a wait beyond what a Duration holds
// would be none.
const longest = time.Hour

// Cap is the most that may start in a second; its zero value is no cap.
type Cap struct{ limiter *rate.Limiter }

// NewCap makes a cap of perSecond starts, evenly spaced. 0 or less: none.
func NewCap(perSecond float64) Cap {
	if perSecond <= 0 {
		return Cap{}
	}
	return Cap{rate.NewLimiter(rate.Limit(perSecond), 1)}
}

// wait gives how long it is until one may start; zero says now.
func (c Cap) wait(now time.Time) time.Duration {
	if c.limiter == nil {
		return 0
	}
	missing := 1 - c.limiter.TokensAt(now)
	if missing <= 0 {
		return 0
	}
	wait := missing / float64(c.limiter.Limit()) * float64(time.Second)
	return max(time.Duration(min(wait, float64(longest))), time.Nanosecond)
}

// same says whether both are the same cap, whatever was started under them.
func (c Cap) same(other Cap) bool {
	if c.limiter == nil || other.limiter == nil {
		return c == other
	}
	return c.limiter.Limit() == other.limiter.Limit()
}

func (c Cap) take(now time.Time) {
	if c.limiter != nil {
		c.limiter.AllowN(now, 1)
	}
}
