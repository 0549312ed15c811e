package world

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Record is a handler that notes what reaches the one behind it.
type Record struct {
	next http.Handler

	mu          sync.Mutex
	bodies      []string
	tokens      map[string]bool
	under, most int
	came        chan struct{} // holds something after a request
}

// NewRecord makes a record of what reaches next.
func NewRecord(next http.Handler) *Record {
	return &Record{next: next, tokens: map[string]bool{}, came: make(chan struct{}, 1)}
}

// ServeHTTP notes the request and hands it on.
func (r *Record) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return // the client has gone
	}
	req.Body = io.NopCloser(bytes.NewReader(body))
	r.enter(req, string(body))
	defer r.leave()
	r.next.ServeHTTP(w, req)
}

func (r *Record) enter(req *http.Request, body string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.under++
	r.most = max(r.most, r.under)
	r.bodies = append(r.bodies, req.Method+" "+req.URL.String()+"\n"+body)
	if token, ok := strings.CutPrefix(req.Header.Get("Authorization"), "Bearer "); ok {
		r.tokens[token] = true
	}
	select {
	case r.came <- struct{}{}:
	default:
	}
}

func (r *Record) leave() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.under--
}

// Bodies gives each request's method, address and body.
func (r *Record) Bodies() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.bodies...)
}

// Tokens gives the bearer tokens that requests came with.
func (r *Record) Tokens() (out []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for token := range r.tokens {
		out = append(out, token)
	}
	return out
}

// AtOnce gives how many requests were under way at the same time, at most.
func (r *Record) AtOnce() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.most
}

// Await waits until a request has come that is as wanted: method, address and body.
func (r *Record) Await(t testing.TB, what string, is func(request string) bool) {
	t.Helper()
	ctx := Within(t)
	for !slices.ContainsFunc(r.Bodies(), is) {
		select {
		case <-r.came:
		case <-ctx.Done():
			t.Fatalf("waiting for a request that %s: %v", what, ctx.Err())
		}
	}
}
