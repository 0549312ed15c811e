package follow_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/follow"
	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/circleci/limit"
	"github.com/drayhq/dray/core/standin/circleci/pipeline"
	"github.com/drayhq/dray/sdk"
)

// A rate limit that is far too low for what is followed delays the ends, and that is
// all: CircleCI answers no storm of 429, and every run ends. The README says how long
// the slowest waits.
func TestACrowdKeepsToTheRateLimit(t *testing.T) {
	const pipelines = 1000
	for name, rate := range map[string]limit.Rate{
		"2 a second":                     {Requests: 2, Per: time.Second},
		"120 a minute":                   {Requests: 120, Per: time.Minute},
		"120 a minute, no Retry-After":   {Requests: 120, Per: time.Minute, Silent: true},
		"10 a second, which is no bound": {Requests: 100, Per: time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, circleci.Options{Rate: rate}, nil)
				w.limits["circleci"] = follow.Limit{For: 6 * time.Hour}
				w.away = 150 * time.Millisecond
				fill(w, pipelines, rate)
				begin := time.Now()
				before := w.circle.State()
				w.during(func() {
					for w.follower.Len() > 0 && time.Since(begin) < 6*time.Hour {
						time.Sleep(10 * time.Second)
					}
				})
				state := w.circle.State()
				calls, limited := state.Calls-before.Calls, state.Limited-before.Limited
				var slowest time.Duration
				for i, p := range state.Pipelines {
					end, at := w.ended(fmt.Sprint("r_", i))
					if end.Status != "SUCCESS" {
						t.Fatalf("r_%d ended as %+v", i, end)
					}
					slowest = max(slowest, at.Sub(p.Ends()[0]))
				}
				t.Logf("%d calls, %d of them answered 429; the slowest end is told after %s", calls, limited, slowest.Round(time.Second))
				if limited*100 >= calls {
					t.Errorf("%d of %d calls were answered 429, want under 1 %%", limited, calls)
				}
				if slowest > 30*time.Minute {
					t.Errorf("the slowest end was told after %s", slowest)
				}
			})
		})
	}
}

// fetch has the stand-in answer, without a network.
func (w *world) fetch(ctx context.Context, route string, r sdk.Request) (sdk.Reply, error) {
	if route != "circleci" {
		return sdk.Reply{}, errors.New("no such route: " + route)
	}
	request := httptest.NewRequestWithContext(ctx, r.Method, r.URL, http.NoBody)
	query := request.URL.Query()
	for _, p := range r.Query {
		query.Set(p.Name, p.Value)
	}
	request.URL.RawQuery = query.Encode()
	for name, values := range r.Header {
		request.Header.Set(name, values[0])
	}
	answer := httptest.NewRecorder()
	time.Sleep(rand.N(w.away + 1))
	w.circle.ServeHTTP(answer, request)
	time.Sleep(rand.N(w.away + 1))
	return sdk.Reply{Status: answer.Code, Header: sdk.Header(answer.Header()), Body: answer.Body.Bytes()}, nil
}

// fill triggers pipelines of up to ten minutes, and has them followed.
func fill(w *world, pipelines int, rate limit.Rate) {
	for i := range pipelines {
		if rate.Requests > 0 && i%rate.Requests == 0 {
			time.Sleep(rate.Per) // triggers are within the limit too
		}
		w.trigger(fmt.Sprint("r_", i), pipeline.Scenario{Pending: time.Second, Workflows: []pipeline.Workflow{{
			Name: "build", Phases: []pipeline.Phase{{Status: "running", For: rand.N(10 * time.Minute)}, {Status: "success"}},
		}}})
	}
}

// A token without a limit is asked no more often than the ceiling, whatever webhooks say.
func TestNudgesKeepToTheCeiling(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, circleci.Options{}, func(o *follow.Options) { o.Rate = 1 })
		var ids []string
		for i := range 50 {
			ids = append(ids, w.trigger(fmt.Sprint("r_", i), named(t, "on_hold")).ID)
		}
		w.during(func() {
			time.Sleep(time.Minute)
			before := w.circle.State().Calls
			for range 60 {
				for _, id := range ids {
					w.follower.Nudge(id)
				}
				time.Sleep(time.Second)
			}
			if calls := w.circle.State().Calls - before; calls < 55 || calls > 62 {
				t.Errorf("%d calls in a minute, want one a second", calls)
			}
		})
	})
}

// BenchmarkMemory is what a follower holds of 10,000 pipelines, in bytes a pipeline.
func BenchmarkMemory(b *testing.B) {
	const pipelines = 10_000
	for b.Loop() {
		before := inUse()
		f := follow.New(follow.Options{Rate: 10, Now: time.Now, Limit: func(string) follow.Limit { return follow.Limit{For: time.Hour} }})
		for i := range pipelines {
			f.Follow(b.Context(), start(fmt.Sprintf("r_%020d", i), fmt.Sprintf("2338d0ae-5541-4bbf-88a2-%012d", i), fmt.Sprint(i), time.Now()))
		}
		bytes := inUse() - before
		if f.Len() != pipelines || bytes > 50<<20 {
			b.Fatalf("%d are followed in %d bytes", f.Len(), bytes)
		}
		b.ReportMetric(float64(bytes)/pipelines, "B/pipeline")
		b.ReportMetric(float64(bytes)/(1<<20), "MiB")
	}
}

func inUse() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
