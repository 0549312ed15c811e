package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
)

// checkBound is how long a check may take: Kubernetes waits for a second by default.
const checkBound = 900 * time.Millisecond

// Check says in words why something is not as it should be; nil if it is.
type Check func(ctx context.Context) error

// Options is what is served.
type Options struct {
	Metrics http.Handler
	// Alive says why the process should be started anew.
	Alive Check
	// Ready says why the process does no work.
	Ready Check
}

// Handler serves it.
func Handler(o Options) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", o.Metrics)
	mux.Handle("GET /healthz", check("alive", o.Alive))
	mux.Handle("GET /readyz", check("ready", o.Ready))
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		say(w, http.StatusOK, "dray: /metrics /healthz /readyz")
	})
	return mux
}

var errLate = errors.New("it can't be told within " + checkBound.String())

// check answers 200 with a word, or 503 with what is wrong. A check that hangs is
// wrong too, and nobody asks it again before it is done.
func check(well string, ask Check) http.Handler {
	var mu sync.Mutex
	var under chan struct{}
	var last error
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		if under == nil {
			done := make(chan struct{})
			under = done
			ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), checkBound)
			go func() {
				defer cancel()
				err := ask(ctx)
				mu.Lock()
				defer mu.Unlock()
				last, under = err, nil
				close(done)
			}()
		}
		done := under
		mu.Unlock()
		var err error
		late := time.NewTimer(checkBound + 50*time.Millisecond)
		defer late.Stop()
		select {
		case <-done:
			mu.Lock()
			err = last
			mu.Unlock()
		case <-late.C:
			err = errLate
		}
		if err != nil {
			say(w, http.StatusServiceUnavailable, fmt.Sprintf("not %s: %s", well, err))
			return
		}
		say(w, http.StatusOK, well)
	})
}

func say(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = fmt.Fprintln(w, strings.TrimSpace(text)) // else who asked has gone
}
