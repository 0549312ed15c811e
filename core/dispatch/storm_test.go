package dispatch_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/ledger"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// unsteady is a shelf that fails now and then.
type unsteady struct{ *shelf }

func (u unsteady) Park(ctx context.Context, l deadletter.Letter) (report.Kept, error) {
	time.Sleep(rand.N(20 * time.Millisecond))
	if rand.IntN(3) == 0 {
		return report.Kept{}, errors.New("no space left on device")
	}
	return u.shelf.Park(ctx, l)
}

// After a storm of all that can happen nothing is held any more, and each message is
// settled once.
func TestNothingIsHeldAfterAStorm(t *testing.T) {
	for seed := range 6 {
		synctest.Test(t, func(t *testing.T) {
			var values []string
			for i := range 1500 {
				switch i % 10 {
				case 0:
					values = append(values, "junk")
				case 1:
					values = append(values, "theirs")
				case 2:
					values = append(values, fmt.Sprint("abcdefgh"[i%8:i%8+1], i-10*(i%3)))
				default:
					values = append(values, fmt.Sprint("abcdefgh"[i%8:i%8+1], i))
				}
			}
			p := newPartition(values...)
			byProject := func(_ context.Context, event any) (any, error) { return event, nil }
			var onWire atomic.Int32
			r := &route.Route{Name: "one", HoldDoubt: seed%2 == 0, RetryUnknown: seed%3 == 0, Rate: []float64{0, 40}[seed%2],
				Retry: route.Retry{Initial: 100 * time.Millisecond, Max: time.Second, Total: 5 * time.Second},
				Chain: sending(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
					if n := onWire.Add(1); n > 8 {
						t.Errorf("%d are on the wire", n)
					}
					defer onWire.Add(-1)
					time.Sleep(rand.N(200 * time.Millisecond))
					switch rand.IntN(8) {
					case 0:
						return run, sdk.Retry(errors.New("429"), rand.N(2*time.Second))
					case 1:
						return run, sdk.Unknown(errors.New("no answer"))
					case 2:
						return run, sdk.Retry(sdk.Unknown(errors.New("500")), 0)
					case 3:
						return run, errors.New("400")
					case 4:
						return run, sdk.Park(errors.New("trap"))
					case 5:
						panic("a defect")
					}
					return run, nil
				})}
			if seed%4 > 1 {
				r.OrderBy = byProject
			}
			d, _ := dispatcher(p, r, nil)
			s := &shelf{kept: map[string]deadletter.Letter{}}
			d.Shelf = unsteady{s}
			if seed%5 > 0 {
				d.Ledger = &memory{entries: map[ledger.Key]ledger.Entry{}}
			}
			var replays atomic.Int32
			err := story(t, d, func() {
				for range 200 {
					time.Sleep(rand.N(300 * time.Millisecond))
					switch rand.IntN(4) {
					case 0:
						d.Freeze([]string{"", "one"}[rand.IntN(2)])
					case 1:
						d.Thaw([]string{"", "one"}[rand.IntN(2)])
					case 2:
						replays.Add(1)
						m := intake.NewMessage(sdk.Source{Time: time.Now()}, nil, []byte(fmt.Sprint("a", rand.IntN(1500))), false, newPartition())
						d.Replay(t.Context(), m, dispatch.Replay{Asked: time.Now(), Done: func(report.Ending, error) { replays.Add(-1) }})
					}
				}
				d.Thaw("")
				time.Sleep(30 * time.Minute)
				synctest.Wait()
				state := d.State()
				begun, settled := p.state()
				if state.Begun+state.OnSlots+state.Queued+state.Waiting+begun != 0 || replays.Load() != 0 {
					t.Errorf("seed %d: held are %+v, %d begun, %d replays", seed, state, begun, replays.Load())
				}
				seen := map[int64]int{}
				for _, offset := range settled {
					if seen[offset]++; seen[offset] > 1 {
						t.Errorf("seed %d: %d was settled twice", seed, offset)
					}
				}
				if len(seen) != len(values) {
					t.Errorf("seed %d: %d of %d are settled", seed, len(seen), len(values))
				}
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
}
