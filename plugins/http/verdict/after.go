package verdict

import (
	"net/http"
	"strconv"
	"time"

	"github.com/drayhq/dray/sdk"
)

// longestWait bounds what an endpoint can ask for: as long as a route tries in all.
const longestWait = 5 * time.Minute

// after gives how long an endpoint asks to be left alone: Retry-After, seconds
// or a date (RFC 9110, 10.2.3), else RateLimit-Reset, seconds (as CircleCI sends
// it; the draft lets Retry-After go before). Zero if it says nothing readable.
func after(header sdk.Header, now time.Time) time.Duration {
	value := header.Get("Retry-After")
	if date, err := http.ParseTime(value); err == nil {
		return bounded(date.Sub(now))
	}
	if wait, ok := seconds(value); ok {
		return wait
	}
	wait, _ := seconds(header.Get("RateLimit-Reset"))
	return wait
}

func seconds(text string) (time.Duration, bool) {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || n != n {
		return 0, false
	}
	return bounded(time.Duration(min(n, longestWait.Seconds()) * float64(time.Second))), true
}

func bounded(wait time.Duration) time.Duration {
	return min(max(wait, 0), longestWait)
}
