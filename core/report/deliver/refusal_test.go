package deliver

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/port"
	"github.com/drayhq/dray/core/report"
)

func TestWhatPortRefusesIsNotRepeated(t *testing.T) {
	for _, status := range []int{403, 404, 409, 422} {
		f := &fakePort{answer: always(status)}
		r, out := newReporter(t, f)
		start := time.Now()
		r.Finish(t.Context(), failed("r_1"))
		closeReporter(t, r)
		if n := len(f.told("PATCH")); n != 1 {
			t.Errorf("%d: %d calls, want 1", status, n)
		}
		if n := out.count("Port refused what it was told of a run"); n != 1 || time.Since(start) > 5*time.Second {
			t.Errorf("%d: said %d times, want once", status, n)
		}
	}
}

func TestALinkThatPortRefusesLeavesNoRunInProgress(t *testing.T) {
	f := &fakePort{answer: func(req *http.Request) (int, string, error) {
		if req.ContentLength > 0 && req.Method == http.MethodPatch && strings.HasSuffix(req.URL.Path, "/r_1") {
			body, _ := req.GetBody()
			text := make([]byte, req.ContentLength)
			_, _ = body.Read(text)
			if strings.Contains(string(text), `"link"`) {
				return http.StatusUnprocessableEntity, "", nil
			}
		}
		return 200, "", nil
	}}
	r, _ := newReporter(t, f)
	e := delivered("r_1")
	e.Synchronized, e.Run.Reporter = true, linked{}
	r.Finish(t.Context(), e)
	closeReporter(t, r)
	want := []string{
		`PATCH /v1/actions/runs/r_1/response {"response":{"id":"p"}}`,
		`PATCH /v1/actions/runs/r_1 {"status":"SUCCESS","link":"http://l","externalRunId":"47"}`,
		`PATCH /v1/actions/runs/r_1 {"status":"SUCCESS","summary":"\nPort did not take the whole report: ` +
			`Port answered 422 to PATCH /v1/actions/runs/r_1: {\"ok\":true}"}`,
	}
	if diff := cmp.Diff(want, f.told("PATCH")); diff != "" {
		t.Error(diff)
	}
}

func TestCredentialsThatPortRefusesAreTriedSeldom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &noTokens{}
		r, out := newReporter(t, &fakePort{}, func(o *Options) {
			client, err := port.New(port.Options{BaseURL: "https://x", ClientID: "id", ClientSecret: "s", Transport: f})
			if err != nil {
				t.Fatal(err)
			}
			o.Client = client
		})
		for range 200 {
			r.Finish(t.Context(), failed("r_1"))
		}
		if n := f.count(); n > 20 {
			t.Errorf("%d calls for a token", n)
		}
		if n := out.count("check port.client_id"); n != 2 {
			t.Errorf("said %d times what to mend, want once for statuses and lines each", n)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := r.Close(ctx); err == nil || !strings.Contains(err.Error(), "never told 200 statuses") {
			t.Errorf("closing gives %v", err)
		}
	})
}

// noTokens refuses every token.
type noTokens struct {
	mu    sync.Mutex
	calls int
}

func (n *noTokens) RoundTrip(req *http.Request) (*http.Response, error) {
	n.mu.Lock()
	n.calls++
	n.mu.Unlock()
	return &http.Response{StatusCode: http.StatusUnauthorized, Body: http.NoBody, Request: req}, nil
}

func (n *noTokens) count() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.calls
}

func TestQueuesHaveABoundAndSayOnceThatItIsReached(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakePort{answer: hang}
		r, out := newReporter(t, f, func(o *Options) { o.Lines, o.Later = lineWorkers, 5 })
		ended, end := context.WithCancel(t.Context())
		end() // so that nothing is waited for
		for _, runs := range []int{lineWorkers, 100} {
			for range runs {
				r.Finish(ended, failed("r_1"))
			}
			synctest.Wait() // until every worker is busy
		}
		if n := out.count("has reached its bound"); n != 2 {
			t.Errorf("said %d times that a bound is reached, want once for statuses and lines each", n)
		}
		f.set(nil)
		time.Sleep(time.Minute)
		if n := out.count("there is room again"); n != 2 {
			t.Errorf("said %d times that there is room again, want twice", n)
		}
		err := r.Close(t.Context())
		if err == nil || !strings.Contains(err.Error(), "statuses") || !strings.Contains(err.Error(), "log lines") {
			t.Errorf("closing gives %v", err)
		}
	})
}

func TestOneTokenServesManyRunsAtOnce(t *testing.T) {
	f := &fakePort{}
	r, _ := newReporter(t, f)
	var wg sync.WaitGroup
	for range 200 {
		wg.Go(func() { r.Finish(t.Context(), failed("r_1")) })
	}
	wg.Wait()
	closeReporter(t, r)
	if f.tokens != 1 {
		t.Errorf("%d token calls, want 1", f.tokens)
	}
	if n := len(f.told("")); n != 400 {
		t.Errorf("%d calls for 200 runs, want a line and a status each", n)
	}
	for _, call := range f.told("") {
		if strings.Contains(call, "client-secret") || strings.Contains(call, "port-token") {
			t.Errorf("a secret stands in %s", call)
		}
	}
}

func BenchmarkFinish(b *testing.B) {
	r, _ := newReporter(b, &fakePort{}, func(o *Options) { o.Composer = &report.Composer{Detailed: true} })
	e := delivered("r_1")
	b.ReportAllocs()
	for b.Loop() {
		r.Finish(b.Context(), e)
	}
	b.StopTimer()
	_ = r.Close(b.Context())
}
