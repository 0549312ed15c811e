package dispatch_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

func chained(s step) chain.Chain { return chain.Chain{Links: []chain.Link{{Name: "http", Step: s}}} }

// story runs a dispatcher in virtual time: middle sees it once nothing moves any
// more, then it is stopped.
func story(t *testing.T, d *dispatch.Dispatcher, middle func()) error {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- d.Run(ctx) }()
	synctest.Wait()
	middle()
	stop()
	return <-done
}

func TestEveryMessageIsSettledOnceAndInItsRow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ends := map[string]error{
			"r_ok": nil, "r_skip": sdk.Skip("no"), "r_drop": sdk.Drop("policy"),
			"r_fail": errors.New("404"), "r_unknown": sdk.Unknown(errors.New("no answer")),
		}
		p := newPartition("r_ok", "junk", "r_skip", "r_drop", "theirs", "r_fail", "r_unknown", "r_panic")
		d, l := dispatcher(p, &route.Route{Chain: chained(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			if run.ID == "r_panic" {
				panic("a defect")
			}
			return run, ends[run.ID]
		})}, nil)
		if err := story(t, d, synctest.Wait); err != nil {
			t.Fatal(err)
		}
		begun, settled := p.state()
		slices.Sort(settled)
		if begun != 0 || !slices.Equal(settled, []int64{0, 1, 2, 3, 4, 5, 6, 7}) || !p.closed {
			t.Errorf("%d begun, settled %v, closed %v; want all settled once and the source closed", begun, settled, p.closed)
		}
		want := map[string]report.Row{
			"r_ok": report.Delivered, "r_skip": report.Skipped, "r_drop": report.Dropped,
			"r_fail": report.Failed, "r_unknown": report.Unknown, "r_panic": report.Failed,
		}
		for id, row := range want {
			got := l.endings[id]
			if got.Row != row {
				t.Errorf("%s ended as %v, want %v", id, got.Row, row)
			}
			if got.Requester != "ada" || got.Action != "of "+id || !got.Synchronized {
				t.Errorf("%s ended as %+v, want what its envelope says", id, got)
			}
		}
		if len(l.endings) != len(want) {
			t.Errorf("%d endings, want %d: nobody is told of the others", len(l.endings), len(want))
		}
	})
}

// A source that ends by itself ends the dispatcher, which finishes what is under way and
// says why.
func TestTheSourceEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPartition("r_1")
		p.ended = errors.New("given up")
		d, l := dispatcher(p, &route.Route{Chain: chained(func(_ context.Context, run sdk.Run) (sdk.Run, error) { return run, nil })}, nil)
		if err := d.Run(t.Context()); !errors.Is(err, p.ended) || l.endings["r_1"].Row != report.Delivered || !p.closed {
			t.Errorf("%v, r_1 ended as %v, closed %v", err, l.endings["r_1"].Row, p.closed)
		}
	})
}

// What can't be read of a run that Port gave is no forgery: Port is told, so that the run
// doesn't stay in progress for ever.
func TestJunkWhoseRunIsKnown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPartition("junk", "theirs")
		for _, m := range p.queue {
			m.Trusted = &sdk.Run{ID: "wfnr_1", Kind: sdk.NodeRun}
		}
		d, l := dispatcher(p, &route.Route{}, nil)
		if err := story(t, d, synctest.Wait); err != nil {
			t.Fatal(err)
		}
		got := l.endings["wfnr_1"]
		if got.Row != report.Failed || got.Run.Kind != sdk.NodeRun || !errors.Is(got.Err, strconv.ErrSyntax) || len(l.endings) != 1 {
			t.Errorf("told %+v, want one failure that says why", l.endings)
		}
		if _, settled := p.state(); len(settled) != 2 {
			t.Errorf("settled %v", settled)
		}
	})
}

func TestLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ids []string
		for i := range 40 {
			ids = append(ids, fmt.Sprint("r_", i))
		}
		p := newPartition(ids...)
		p.unacked = true
		var wire, most, sent atomic.Int64
		d, _ := dispatcher(p, &route.Route{Chain: chained(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			most.Store(max(most.Load(), wire.Add(1)))
			time.Sleep(time.Second)
			wire.Add(-1)
			sent.Add(1)
			return run, nil
		})}, func(l *dispatch.Limits) { l.InFlight, l.Unsettled = 4, 16 })
		err := story(t, d, func() { time.Sleep(time.Minute) })
		if most.Load() != 4 {
			t.Errorf("%d were on the wire at once, want max_in_flight, 4", most.Load())
		}
		if sent.Load() != 16 {
			t.Errorf("%d were sent though no commit was acknowledged, want max_unsettled, 16", sent.Load())
		}
		if !errors.Is(err, dispatch.ErrCutOff) {
			t.Errorf("the stop gave %v, want it to say that the drain bound ran out", err)
		}
	})
}

func TestTooOldAndNoRoute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPartition("r_old")
		time.Sleep(2 * time.Hour)
		d, l := dispatcher(p, &route.Route{MaxAge: time.Hour, Chain: chained(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			t.Error("a run that is too old was sent")
			return run, nil
		})}, nil)
		if err := story(t, d, synctest.Wait); err != nil || l.endings["r_old"].Row != report.TooOld {
			t.Errorf("ended as %v with %v, want too old", l.endings["r_old"].Row, err)
		}

		p = newPartition("r_1")
		never := func(context.Context, any) (any, error) { return false, nil }
		d, l = dispatcher(p, &route.Route{When: never}, nil)
		if err := story(t, d, synctest.Wait); err != nil || l.endings["r_1"].Row != report.Failed {
			t.Errorf("ended as %v with %v, want failed: no route", l.endings["r_1"].Row, err)
		}
		if _, settled := p.state(); len(settled) != 1 {
			t.Errorf("settled %v, want the run settled", settled)
		}
	})
}
