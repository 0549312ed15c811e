package dispatch_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

func TestARunThatWaitsHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPartition("r_flaky", "r_next")
		d, l := dispatcher(p, &route.Route{Chain: chained(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			if run.ID == "r_flaky" && run.Attempt < 4 {
				return run, sdk.Retry(errors.New("503"), 0)
			}
			return run, nil
		})}, func(l *dispatch.Limits) { l.InFlight, l.Unsettled = 1, 1 })
		err := story(t, d, func() {
			if begun, settled := p.state(); begun != 0 || !slices.Equal(settled, []int64{1}) {
				t.Errorf("while one waits %d are begun and %v settled; want the next one done", begun, settled)
			}
			time.Sleep(10 * time.Second)
		})
		if err != nil || l.endings["r_flaky"].Attempts != 4 || l.endings["r_flaky"].Row != report.Delivered {
			t.Errorf("the flaky one ended as %+v with %v, want it delivered by attempt 4", l.endings["r_flaky"], err)
		}
		if len(l.waits) != 3 || l.waits[0].Before != nil || l.waits[2].Attempt != 3 || l.waits[2].Before == nil {
			t.Errorf("told of the waits %+v, want the three with the error before each", l.waits)
		}
	})
}

func TestRetriesEndWithTheirTotal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPartition("r_1")
		began := time.Now()
		var gaps []time.Duration
		last := began
		d, l := dispatcher(p, &route.Route{Chain: chained(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			gaps = append(gaps, time.Since(last))
			last = time.Now()
			return run, sdk.Retry(errors.New("connection refused"), 0)
		})}, nil)
		if err := story(t, d, func() { time.Sleep(6 * time.Minute) }); err != nil {
			t.Fatal(err)
		}
		end := l.endings["r_1"]
		if end.Row != report.Exhausted || end.Took > 5*time.Minute {
			t.Errorf("ended as %v after %s, want exhausted within 5 minutes", end.Row, end.Took)
		}
		bound := 500 * time.Millisecond
		for i, gap := range gaps[1:] {
			if gap > bound {
				t.Errorf("wait %d was %s, want at most %s", i+1, gap, bound)
			}
			bound = min(2*bound, 30*time.Second)
		}
		if end.Attempts < 12 {
			t.Errorf("%d attempts, want them to go on for 5 minutes", end.Attempts)
		}
	})
}

func TestRetryAfterIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var times []time.Time
		d, _ := dispatcher(newPartition("r_1"), &route.Route{Chain: chained(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			if times = append(times, time.Now()); run.Attempt == 1 {
				return run, sdk.Retry(errors.New("429"), 42*time.Second)
			}
			return run, nil
		})}, nil)
		if err := story(t, d, func() { time.Sleep(time.Minute) }); err != nil {
			t.Fatal(err)
		}
		if gap := times[1].Sub(times[0]); gap != 42*time.Second {
			t.Errorf("tried again after %s, want Retry-After's 42s", gap)
		}
	})
}

func TestRetryAfterIsBoundedByTheTotal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		var times []time.Duration
		d, l := dispatcher(newPartition("r_1"), &route.Route{Chain: chained(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			times = append(times, time.Since(began))
			return run, sdk.Retry(errors.New("429"), time.Hour)
		})}, nil)
		if err := story(t, d, func() { time.Sleep(6 * time.Minute) }); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(times, []time.Duration{0, 5 * time.Minute}) || l.endings["r_1"].Row != report.Exhausted {
			t.Errorf("tried at %v and ended as %v, want a last attempt after 5 minutes", times, l.endings["r_1"].Row)
		}
	})
}

func TestUnknownIsRepeatedOnlyWhereTheRouteSaysSo(t *testing.T) {
	for _, again := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			d, l := dispatcher(newPartition("r_1"), &route.Route{RetryUnknown: again, Chain: chained(
				func(_ context.Context, run sdk.Run) (sdk.Run, error) {
					if run.Attempt == 1 {
						return run, sdk.Unknown(errors.New("no answer"))
					}
					return run, nil
				})}, nil)
			if err := story(t, d, func() { time.Sleep(time.Minute) }); err != nil {
				t.Fatal(err)
			}
			want := map[bool]report.Row{false: report.Unknown, true: report.Delivered}[again]
			if got := l.endings["r_1"].Row; got != want {
				t.Errorf("with retry_unknown %v it ended as %v, want %v", again, got, want)
			}
			if got := l.endings["r_1"].Doubt; got != again { // of the attempts before the last
				t.Errorf("with retry_unknown %v it ended in doubt: %v", again, got)
			}
		})
	}
}

func TestADoubtOutlastsARetry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, l := dispatcher(newPartition("r_1"), &route.Route{Chain: chained(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			if run.Attempt == 1 { // as a PUT that was answered 500
				return run, sdk.Retry(sdk.Unknown(errors.New("500")), 0)
			}
			return run, sdk.Retry(errors.New("connection refused"), 0)
		})}, nil)
		if err := story(t, d, func() { time.Sleep(6 * time.Minute) }); err != nil {
			t.Fatal(err)
		}
		if got := l.endings["r_1"]; got.Row != report.Exhausted || !got.Doubt {
			t.Errorf("ended as %v, in doubt: %v; want it exhausted and in doubt", got.Row, got.Doubt)
		}
	})
}

func TestOrderBy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var order []string
		p := newPartition("r_a1", "r_a2", "r_a3")
		same := func(context.Context, any) (any, error) { return "gh/org/repo", nil }
		d, _ := dispatcher(p, &route.Route{OrderBy: same, Chain: chained(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			if run.ID == "r_a1" && run.Attempt < 3 {
				return run, sdk.Retry(errors.New("busy"), time.Second)
			}
			mu.Lock()
			defer mu.Unlock()
			order = append(order, run.ID)
			return run, nil
		})}, nil)
		if err := story(t, d, func() { time.Sleep(time.Minute) }); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(order, []string{"r_a1", "r_a2", "r_a3"}) {
			t.Errorf("sent in the order %v, want that of the topic, also over retries", order)
		}
	})
}

func TestAPartitionThatMovedOnIsLeftToItsNewOwner(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPartition("r_1")
		sent := 0
		d, l := dispatcher(p, &route.Route{Chain: chained(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			sent++
			return run, sdk.Retry(errors.New("503"), time.Second)
		})}, nil)
		err := story(t, d, func() {
			p.mu.Lock()
			p.lost = true
			p.mu.Unlock()
			time.Sleep(time.Minute)
		})
		if _, settled := p.state(); err != nil || sent != 1 || len(settled) != 0 || len(l.endings) != 0 {
			t.Errorf("sent %d times, settled %v, told %v, error %v; want it left alone", sent, settled, l.endings, err)
		}
	})
}
