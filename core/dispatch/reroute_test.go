package dispatch_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// closer is a sink that must not be used once it is closed.
type closer struct {
	step
	closed *atomic.Bool
}

func (c closer) Close() error {
	c.closed.Store(true)
	return nil
}

// What was admitted ends on the routes that it was admitted with, through all of its
// retries, and keeps them open; what comes later takes the new ones.
func TestRunsEndOnTheRoutesThatTheyBeganOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		by := map[string][]string{}
		closed := map[string]*atomic.Bool{}
		table := func(name string, refuse bool) route.Table {
			gone := &atomic.Bool{}
			closed[name] = gone
			return route.Table{{
				Name: "r", Retry: route.Retry{Initial: time.Minute, Max: time.Minute, Total: time.Hour},
				Chain: chain.Chain{Links: []chain.Link{{Name: "http", Step: closer{step(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
					mu.Lock()
					defer mu.Unlock()
					if gone.Load() {
						t.Errorf("run %s was on routes that were closed", run.ID)
					}
					by[run.ID] = append(by[run.ID], name)
					if refuse && len(by[run.ID]) < 3 {
						return run, sdk.Retry(context.DeadlineExceeded, time.Minute)
					}
					return run, nil
				}), gone}}}},
			}}
		}
		p := newPartition("a")
		old := table("old", true)
		d, _ := dispatcher(p, old[0], nil)
		err := story(t, d, func() {
			time.Sleep(time.Second) // a has been refused once
			d.Freeze("r")
			d.Reroute(table("new", false), dispatch.Limits{InFlight: 4, Unsettled: 8, Waiting: 10})
			synctest.Wait()
			if state := d.State(); len(state.Routes) != 1 {
				t.Errorf("the pause by name was lost: %+v", state)
			}
			d.Thaw("r")
			at := sdk.Source{Topic: "ORG.runs", Offset: 1, Time: time.Now()}
			d.Replay(t.Context(), intake.NewMessage(at, nil, []byte("b"), false, p), dispatch.Replay{Done: func(report.Ending, error) {}})
			time.Sleep(30 * time.Second)
			if closed["old"].Load() {
				t.Error("the old routes were closed while a run waits for its retry")
			}
			time.Sleep(time.Hour)
		})
		if err != nil {
			t.Fatal(err)
		}
		if a, b := by["a"], by["b"]; len(a) != 3 || a[2] != "old" || len(b) != 1 || b[0] != "new" {
			t.Errorf("a went by %v and b by %v, want 3 times the old and once the new", a, b)
		}
		if !closed["old"].Load() || closed["new"].Load() {
			t.Errorf("the old routes are closed: %t, the new: %t; want the old alone", closed["old"].Load(), closed["new"].Load())
		}
	})
}
