package verdict

import (
	"testing"
	"time"

	"github.com/drayhq/dray/sdk"
)

func TestRetryWaitsAsAsked(t *testing.T) {
	now := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name, value string
		want        time.Duration
	}{
		{"Retry-After", "7", 7 * time.Second},
		{"retry-after", " 7", 0}, // net/http has trimmed what it gives
		{"Retry-After", "0", 0},
		{"Retry-After", "-3", 0},
		{"Retry-After", "1.5", 1500 * time.Millisecond},
		{"Retry-After", "soon", 0},
		{"Retry-After", "NaN", 0},
		{"Retry-After", "Inf", longestWait},
		{"Retry-After", "999999999999999999999", longestWait},
		{"Retry-After", "Wed, 01 Jul 2026 12:00:20 GMT", 20 * time.Second},
		{"Retry-After", "Wed, 01 Jul 2026 11:00:00 GMT", 0},
		{"Retry-After", "Thu, 01 Jul 2027 12:00:00 GMT", longestWait},
		{"RateLimit-Reset", "9", 9 * time.Second},
		{"RateLimit-Reset", "1782907200", longestWait},
	} {
		reply := &sdk.Reply{Status: 429, Header: sdk.Header{c.name: {c.value}}}
		outcome, got := sdk.OutcomeOf(OfReply("POST", "http://h", reply, now))
		if outcome != sdk.Retryable || got != c.want {
			t.Errorf("%s: %s gave %v after %v, want a retry after %v", c.name, c.value, outcome, got, c.want)
		}
	}
	both := sdk.Header{"Retry-After": {"3"}, "Ratelimit-Reset": {"9"}}
	if got := after(both, now); got != 3*time.Second {
		t.Errorf("with both it waits %v; Retry-After goes before", got)
	}
}
