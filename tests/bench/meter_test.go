package bench

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"
)

// meter counts what a stand-in has answered about runs: pipelines triggered, log
// lines taken.
type meter struct {
	next http.Handler

	mu          sync.Mutex
	calls       int // of any kind
	answered    int // about runs
	first, last time.Time
	want        int
	reached     chan struct{}
}

func newMeter(next http.Handler) *meter { return &meter{next: next} }

// expect begins anew and closes the channel it gives once so many have been answered.
func (m *meter) expect(want int) <-chan struct{} {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls, m.answered, m.want, m.reached = 0, 0, want, make(chan struct{})
	return m.reached
}

func (m *meter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	arrived := time.Now()
	m.next.ServeHTTP(w, r)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls++
	if !strings.HasSuffix(r.URL.Path, "/logs") && !strings.HasSuffix(r.URL.Path, "/pipeline") {
		return
	}
	if m.answered++; m.answered == 1 {
		m.first = arrived
	}
	if m.answered == m.want {
		m.last = time.Now()
		close(m.reached)
	}
}

// wait waits for what expect gave, unless ctx ends before.
func wait(ctx context.Context, reached <-chan struct{}) error {
	select {
	case <-reached:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (m *meter) counts() (calls, answered int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.calls, m.answered
}
