package dispatch_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// sink is a step that sends, as http is: runs go to where they are of.
type sink func(ctx context.Context, run sdk.Run) (sdk.Run, error)

func (s sink) Do(ctx context.Context, run sdk.Run) (sdk.Run, error)    { return s(ctx, run) }
func (s sink) Preview(_ context.Context, run sdk.Run) (sdk.Run, error) { return run, nil }

// addressed has runs go to the project that their id begins with.
func addressed(_ context.Context, run sdk.Run) (sdk.Run, error) {
	run.Request = &sdk.Request{Method: "POST", URL: "https://ci.example/" + run.ID[:1]}
	return run, nil
}

func sending(s sink) chain.Chain {
	return chain.Chain{Links: []chain.Link{{Name: "jq", Step: step(addressed)}, {Name: "http", Step: s}}}
}

// A thousand runs of a project that never answers, and behind them one of another.
func TestASlowProjectHoldsUpNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ids []string
		for i := range 1000 {
			ids = append(ids, fmt.Sprint("a", i))
		}
		p := newPartition(append(ids, "b")...)
		began := time.Now()
		var took, onWire, most atomic.Int64
		d, _ := dispatcher(p, &route.Route{Chain: sending(func(ctx context.Context, run sdk.Run) (sdk.Run, error) {
			if run.ID == "b" {
				took.Store(int64(time.Since(began)))
				return run, nil
			}
			most.Store(max(most.Load(), onWire.Add(1)))
			defer onWire.Add(-1)
			select {
			case <-time.After(30 * time.Second):
			case <-ctx.Done():
			}
			return run, ctx.Err()
		})}, func(l *dispatch.Limits) { l.InFlight, l.Unsettled, l.Waiting = 16, 64, 2000 })
		_ = story(t, d, func() { time.Sleep(29 * time.Second) })
		if took := time.Duration(took.Load()); took == 0 || took > 2*time.Second {
			t.Errorf("the other project's run was sent after %s, want it within 2 s", took)
		}
		if most.Load() != 14 {
			t.Errorf("%d of the slow project were on the wire at once, want 14 of 16", most.Load())
		}
	})
}

func TestARouteHasItsShareBesideABusyOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ids []string
		for i := range 200 {
			ids = append(ids, fmt.Sprint("a", i))
		}
		p := newPartition(append(ids, "b0", "b1", "b2", "b3")...)
		isB := func(_ context.Context, event any) (any, error) { return event == "b", nil }
		var sent, after atomic.Int64
		c := sending(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			time.Sleep(time.Second)
			n := sent.Add(1)
			if run.ID == "b3" {
				after.Store(n)
			}
			return run, nil
		})
		d, _ := dispatcher(p, &route.Route{Name: "b", When: isB, Chain: c}, func(l *dispatch.Limits) { l.InFlight, l.Unsettled, l.Waiting = 4, 64, 1000 })
		table := route.Table{d.Routes.Enter().Table[0], {Name: "a", Chain: c}}
		d.Routes = route.NewLive(table, nil)
		_ = story(t, d, func() { time.Sleep(time.Minute + time.Second/2) })
		if n := after.Load(); n == 0 || n > 40 {
			t.Errorf("the last of the quiet route was number %d, want it among the first 40", n)
		}
	})
}

func TestARoutesRateIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPartition("a0", "a1", "a2", "a3", "a4", "a5")
		began := time.Now()
		var at []time.Duration
		d, _ := dispatcher(p, &route.Route{Rate: 2, Chain: sending(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			at = append(at, time.Since(began))
			return run, nil
		})}, nil)
		if err := story(t, d, func() { time.Sleep(time.Minute) }); err != nil {
			t.Fatal(err)
		}
		for i, got := range at {
			if want := time.Duration(i) * time.Second / 2; got < want || got > want+10*time.Millisecond {
				t.Errorf("run %d was sent after %s, want %s", i, got, want)
			}
		}
		if len(at) != 6 {
			t.Errorf("%d were sent, want 6", len(at))
		}
	})
}

func TestAFreezeAndAThaw(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ids []string
		for i := range 600 {
			ids = append(ids, fmt.Sprintf("a%03d", i))
		}
		p := newPartition(ids...)
		var mu sync.Mutex
		var order []string
		sent := func() int {
			mu.Lock()
			defer mu.Unlock()
			return len(order)
		}
		d, _ := dispatcher(p, &route.Route{Name: "one", Chain: sending(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			mu.Lock()
			order = append(order, run.ID)
			mu.Unlock()
			time.Sleep(time.Millisecond)
			return run, nil
		})}, func(l *dispatch.Limits) { l.InFlight = 1 })
		for _, route := range []string{"", "one"} {
			d.Freeze(route)
		}
		err := story(t, d, func() {
			time.Sleep(time.Minute)
			if d.Thaw("one"); sent() != 0 {
				t.Errorf("%d were sent while all was frozen", sent())
			}
			time.Sleep(100*time.Millisecond + time.Microsecond)
			if sent() != 0 {
				t.Errorf("%d were sent though only the route thawed", sent())
			}
			d.Thaw("")
			time.Sleep(50 * time.Millisecond)
			d.Freeze("one")
			time.Sleep(time.Minute)
			if n := sent(); n < 40 || n > 60 {
				t.Errorf("%d were sent in the 50 ms between", n)
			}
			if s := d.State(); s.Frozen || len(s.Routes) != 1 || s.Begun != 0 {
				t.Errorf("the state is %+v, want one route frozen and nothing under way", s)
			}
			d.Thaw("one")
			time.Sleep(time.Minute)
		})
		if err != nil || len(order) != 600 {
			t.Fatalf("%d were sent, error %v", len(order), err)
		}
		for i, id := range order {
			if id != ids[i] {
				t.Fatalf("number %d is %s, want %s: the order of the topic", i, id, ids[i])
			}
		}
	})
}
