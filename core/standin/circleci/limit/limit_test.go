package limit

import (
	"net/http"
	"testing"
	"time"
)

func TestTake(t *testing.T) {
	l := Limiter{Rate: Rate{Requests: 2, Per: 1500 * time.Millisecond}}
	begin := time.Unix(1, 0)
	for i, c := range []struct {
		token            string
		at               time.Duration
		ok               bool
		remaining, after string
	}{
		{"a", 0, true, "1", ""},
		{"a", 100 * time.Millisecond, true, "0", ""},
		{"b", 100 * time.Millisecond, true, "1", ""},
		{"a", 200 * time.Millisecond, false, "0", "2"},
		{"a", 1499 * time.Millisecond, false, "0", "1"},
		{"a", 1500 * time.Millisecond, true, "1", ""},
	} {
		header := http.Header{}
		ok := l.Take(c.token, begin.Add(c.at), header)
		if ok != c.ok || header.Get("RateLimit-Remaining") != c.remaining || header.Get("Retry-After") != c.after || header.Get("RateLimit-Limit") != "2" {
			t.Errorf("request %d: %v with %v", i, ok, header)
		}
	}
	silent, header := Limiter{Rate: Rate{Requests: 1, Per: time.Second, Silent: true}}, http.Header{}
	silent.Take("a", begin, header)
	if silent.Take("a", begin, header) || header.Get("Retry-After") != "" || header.Get("RateLimit-Reset") != "1" {
		t.Errorf("silent: %v", header)
	}
	if none, header := (&Limiter{}), (http.Header{}); !none.Take("a", begin, header) || len(header) != 0 {
		t.Errorf("no bound: %v", header)
	}
}
