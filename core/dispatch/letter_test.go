package dispatch_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/ledger"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// shelf keeps letters by what they hold; while it is full it keeps none.
type shelf struct {
	mu   sync.Mutex
	full bool
	kept map[string]deadletter.Letter
}

func (s *shelf) Park(_ context.Context, l deadletter.Letter) (report.Kept, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.full {
		return report.Kept{}, errors.New("disk full")
	}
	s.kept[string(l.Value)] = l
	return report.Kept{ID: "of " + string(l.Value)}, nil
}

// crashed is a ledger that holds an intent of every run.
type crashed struct{}

func (crashed) Look(ledger.Key) (ledger.Entry, bool, error) { return ledger.Entry{}, true, nil }
func (crashed) Intend(context.Context, ledger.Key) error    { return nil }
func (crashed) Done(ledger.Key, ledger.Result)              {}
func (crashed) Forget(ledger.Key)                           {}

// full is a ledger on a disk that is full.
type full struct {
	crashed
	yes atomic.Bool
}

func (*full) Look(ledger.Key) (ledger.Entry, bool, error) { return ledger.Entry{}, false, nil }

func (f *full) Intend(context.Context, ledger.Key) error {
	if f.yes.Load() {
		return errors.New("no space left on device")
	}
	return nil
}

// A disk that is full for hours costs no run its retries: nothing was sent, and dray
// alone is at fault.
func TestRunsOutlastAFullDisk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPartition("r_1", "r_2")
		var answered atomic.Bool
		d, l := dispatcher(p, &route.Route{Name: "one", Chain: sending(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			if !answered.Swap(true) {
				return run, sdk.Retry(errors.New("429"), 0)
			}
			return run, nil
		})}, func(l *dispatch.Limits) { l.InFlight, l.Unsettled = 1, 1 })
		disk := &full{}
		disk.yes.Store(true)
		s := &shelf{full: true, kept: map[string]deadletter.Letter{}}
		d.Shelf, d.Ledger = s, disk
		err := story(t, d, func() {
			time.Sleep(3 * time.Hour)
			synctest.Wait()
			if state := d.State(); state.Begun != 0 || len(l.endings) != 0 {
				t.Errorf("the state is %+v, ended are %v; want the runs to wait and hold nothing", state, l.endings)
			}
			disk.yes.Store(false)
			s.mu.Lock()
			s.full = false
			s.mu.Unlock()
			time.Sleep(time.Minute)
		})
		if err != nil || l.endings["r_1"].Row != report.Delivered || l.endings["r_2"].Row != report.Delivered || len(s.kept) != 0 {
			t.Errorf("ended as %+v with %v, kept %v", l.endings, err, s.kept)
		}
	})
}

func TestWhatIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ends := map[string]error{
			"r_ok": nil, "r_fail": errors.New("400"), "r_unknown": sdk.Unknown(errors.New("no answer")),
			"r_trap": sdk.Park(errors.New("it trapped")), "r_busy": sdk.Retry(errors.New("503"), 0),
		}
		p := newPartition("junk", "r_ok", "r_fail", "r_unknown", "r_trap", "r_busy", "theirs")
		d, l := dispatcher(p, &route.Route{Name: "one", Chain: chained(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			return run, ends[run.ID]
		})}, nil)
		s := &shelf{full: true, kept: map[string]deadletter.Letter{}}
		d.Shelf = s
		err := story(t, d, func() {
			time.Sleep(time.Minute)
			if _, settled := p.state(); len(settled) != 3 {
				t.Errorf("settled %v while nothing can be kept, want what needs no keeping", settled)
			}
			s.mu.Lock()
			s.full = false
			s.mu.Unlock()
			time.Sleep(10 * time.Minute)
		})
		if _, settled := p.state(); err != nil || len(settled) != 7 {
			t.Errorf("settled %v, error %v, want all", settled, err)
		}
		got := map[string]deadletter.Class{}
		for id, letter := range s.kept {
			got[id] = letter.Class
			if letter.Reason == "" || letter.Parked.IsZero() || (id != "junk") != (letter.Run == id && letter.Action == "of "+id && letter.Route == "one") {
				t.Errorf("%s is kept as %+v", id, letter)
			}
		}
		want := map[string]deadletter.Class{
			"junk": deadletter.Junk, "r_unknown": deadletter.Unknown, "r_trap": deadletter.Trap, "r_busy": deadletter.Exhausted,
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
		for id, e := range l.endings {
			if _, kept := want[id]; kept != (e.Kept.ID == "of "+id) {
				t.Errorf("%s ended as kept in %+v", id, e.Kept)
			}
		}
	})
}

// What was sent before a crash, nobody knows with what success, is held; and a
// replay sends it all the same, past the ledger.
func TestInDoubtIsHeldAndReplayed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPartition("r_1")
		sent := 0
		d, l := dispatcher(p, &route.Route{Name: "one", HoldDoubt: true, Chain: sending(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			sent++
			return run, nil
		})}, nil)
		s := &shelf{kept: map[string]deadletter.Letter{}}
		d.Shelf, d.Ledger = s, crashed{}
		err := story(t, d, func() {
			if e := l.endings["r_1"]; e.Row != report.InDoubt || sent != 0 || s.kept["r_1"].Class != deadletter.InDoubt || !s.kept["r_1"].Doubt {
				t.Errorf("sent %d times, ended as %v, kept %+v", sent, e.Row, s.kept)
			}
			box := newPartition()
			var ended report.Ending
			replay := func(value string) (told error) {
				m := intake.NewMessage(sdk.Source{Time: time.Now()}, nil, []byte(value), false, box)
				d.Replay(t.Context(), m, dispatch.Replay{Asked: time.Now(), Done: func(e report.Ending, err error) { ended, told = e, err }})
				synctest.Wait()
				return told
			}
			if err := replay("r_1"); err != nil || ended.Row != report.Delivered || !ended.Replayed || sent != 1 {
				t.Errorf("the replay ended as %+v with %v", ended, err)
			}
			if _, settled := box.state(); len(settled) != 1 {
				t.Errorf("settled %v", settled)
			}
			if err := replay("junk"); err == nil || !strings.Contains(err.Error(), "still not to be trusted") {
				t.Errorf("junk is replayed: %v", err)
			}
		})
		if err != nil {
			t.Error(err)
		}
	})
}
