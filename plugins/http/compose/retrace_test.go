package compose

import (
	"testing"

	"github.com/drayhq/dray/sdk"
)

func TestRetrace(t *testing.T) {
	const first = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	given := sdk.Header{"Traceparent": {first}}
	seen := map[string]int{}
	for attempt := range 4 {
		once := Retrace(given, "r_1", attempt)
		again := Retrace(once, "r_1", attempt).Get("traceparent")
		if got := once.Get("traceparent"); parent.FindString(got) == "" || got[:36] != first[:36] || got != again {
			t.Errorf("attempt %d: %q, and retraced %q", attempt, got, again)
		} else {
			seen[got]++
		}
	}
	if seen[first] != 2 || len(seen) != 3 || given.Get("traceparent") != first {
		t.Errorf("attempts 0 to 3 have %v, want the first twice and two of their own", seen)
	}
	for _, other := range []string{"", "00-x", first + "-x", "01" + first[2:]} {
		if got := Retrace(sdk.Header{"traceparent": {other}}, "r_1", 2).Get("traceparent"); got != other {
			t.Errorf("%q became %q", other, got)
		}
	}
}
