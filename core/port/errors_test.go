package port

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func contextOf(t *testing.T) (context.Context, context.CancelFunc) {
	t.Helper()
	return context.WithCancel(t.Context())
}

func TestAnswersOtherThan2xx(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, tt := range []struct {
		name   string
		status int
		header map[string]string
		body   string
		want   StatusError
	}{
		{"code and message", 422, nil, `{"ok":false,"error":"invalid_request","message":"link must be a URL"}`,
			StatusError{Status: 422, Message: "invalid_request: link must be a URL"}},
		{"code only", 404, nil, `{"ok":false,"error":"not_found"}`, StatusError{Status: 404, Message: "not_found"}},
		{"not JSON", 502, nil, " bad gateway\n", StatusError{Status: 502, Message: "bad gateway"}},
		{"an error of another type", 400, nil, `{"error":{"a":1}}`, StatusError{Status: 400, Message: `{"error":{"a":1}}`}},
		{"seconds", 429, map[string]string{"Retry-After": "7"}, "", StatusError{Status: 429, RetryAfter: 7 * time.Second}},
		{"a date", 429, map[string]string{"Retry-After": "Fri, 02 Jan 2026 03:04:15 GMT"}, "",
			StatusError{Status: 429, RetryAfter: 10 * time.Second}},
		{"Port's own field", 429, map[string]string{"x-ratelimit-reset": "12", "x-ratelimit-remaining": "0"}, "",
			StatusError{Status: 429, RetryAfter: 12 * time.Second}},
		{"as a Unix time", 429, map[string]string{"x-ratelimit-reset": "1767323055"}, "",
			StatusError{Status: 429, RetryAfter: 10 * time.Second}},
		{"not used up", 500, map[string]string{"x-ratelimit-reset": "12", "x-ratelimit-remaining": "9"}, "",
			StatusError{Status: 500}},
		{"absurd", 429, map[string]string{"Retry-After": "1e30"}, "", StatusError{Status: 429, RetryAfter: time.Hour}},
		{"past", 429, map[string]string{"Retry-After": "-5"}, "", StatusError{Status: 429}},
		{"nonsense", 429, map[string]string{"Retry-After": "soon"}, "", StatusError{Status: 429}},
		{"a redirect", 302, map[string]string{"Location": "https://elsewhere.example"}, "",
			StatusError{Status: 302, Message: "a redirect, which is not followed; set port.url to the API's own address"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFakePort(t)
			f.answer = func(w http.ResponseWriter, _ *http.Request) {
				for name, value := range tt.header {
					w.Header().Set(name, value)
				}
				w.WriteHeader(tt.status)
				_, _ = io.WriteString(w, tt.body)
			}
			c := f.client(t, func(o *Options) { o.Now = func() time.Time { return now } })
			err := c.RunLog(t.Context(), "r_1", "x")
			var got *StatusError
			if !errors.As(err, &got) {
				t.Fatalf("got %v, want a StatusError", err)
			}
			tt.want.Method, tt.want.Path = http.MethodPost, "/v1/actions/runs/r_1/logs"
			if diff := cmp.Diff(tt.want, *got); diff != "" {
				t.Error(diff)
			}
			if len(f.asked) != 1 {
				t.Errorf("%d calls, want 1: whether to repeat one is not the client's to say", len(f.asked))
			}
		})
	}
}

func TestACallEndsWithItsTime(t *testing.T) {
	f := newFakePort(t)
	f.answer = func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	c := f.client(t, func(o *Options) { o.Timeout = 20 * time.Millisecond })
	if err := c.RunLog(t.Context(), "r_1", "x"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want the deadline's error", err)
	}
}

func TestErrorsHoldNoSecret(t *testing.T) {
	f := newFakePort(t)
	c := f.client(t)
	if err := c.RunLog(t.Context(), "r_1", "x"); err != nil {
		t.Fatal(err)
	}
	f.Close()
	err := c.RunLog(t.Context(), "r_1", "x")
	if err == nil || strings.Contains(err.Error(), "client-secret") || strings.Contains(err.Error(), "Bearer") {
		t.Errorf("got %v", err)
	}
}

func FuzzAnswer(f *testing.F) {
	f.Add([]byte(`{"ok":false,"error":"not_found","message":"no"}`), "5")
	f.Add([]byte(`{"error":7}`), "Fri, 02 Jan 2026 03:04:15 GMT")
	f.Add([]byte("\xff\x00"), "NaN")
	f.Fuzz(func(t *testing.T, body []byte, after string) {
		if text := message(body); len(text) > maxMessage {
			t.Errorf("a message of %d bytes", len(text))
		}
		header := http.Header{"Retry-After": {after}}
		if wait := retryAfter(header, time.Unix(1713277889, 0)); wait < 0 || wait > time.Hour {
			t.Errorf("%q gives a wait of %v", after, wait)
		}
	})
}

func BenchmarkRunLog(b *testing.B) {
	f := &fakePort{}
	f.Server = newQuietServer(b)
	c := f.client(b)
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			if err := c.RunLog(b.Context(), "r_HardNzG6kzc9vWOQ", "POST https://circleci.com/api answered 201"); err != nil {
				b.Error(err)
			}
		}
	})
}
