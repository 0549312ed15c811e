package deliver

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// hang answers nothing until the caller gives up.
func hang(req *http.Request) (int, string, error) {
	<-req.Context().Done()
	return 0, "", req.Context().Err()
}

func TestAStatusIsGivenUpAfterThePatienceAndToldLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakePort{answer: hang}
		r, _ := newReporter(t, f)
		start := time.Now()
		r.Finish(t.Context(), failed("r_1"))
		if took := time.Since(start); took != 10*time.Second {
			t.Errorf("the run was held up for %v, want 10s", took)
		}
		f.set(nil)
		time.Sleep(time.Minute)
		if got := f.told("PATCH"); len(got) < 2 {
			t.Errorf("Port was told %q, want the status once more after it came back", got)
		}
		closeReporter(t, r)
	})
}

func TestADeadPortHoldsUpNothingAndIsToldAllOfItLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakePort{answer: always(http.StatusInternalServerError)}
		r, out := newReporter(t, f)
		r.Finish(t.Context(), failed("r_0")) // opens the breaker
		start := time.Now()
		for range 200 {
			r.Finish(t.Context(), failed("r_1"))
		}
		if took := time.Since(start); took != 0 {
			t.Errorf("200 runs were held up for %v while Port was known to be down", took)
		}
		if n := len(f.told("PATCH")); n > 10 {
			t.Errorf("%d calls to a dead Port", n)
		}
		time.Sleep(time.Minute)
		f.set(nil)
		before := len(f.told("PATCH"))
		time.Sleep(time.Minute)
		if n := len(f.told("PATCH")) - before; n != 201 {
			t.Errorf("%d statuses arrived once Port was back, want 201", n)
		}
		if down, up := out.count(`cannot be reached`), out.count("answers again"); down != 2 || up != 2 {
			t.Errorf("said %d times that Port is down and %d times that it is up, want once for statuses and lines each", down, up)
		}
		closeReporter(t, r)
	})
}

func TestABriefFailureIsWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var patches atomic.Int32
		f := &fakePort{answer: func(req *http.Request) (int, string, error) {
			if req.Method == http.MethodPatch && patches.Add(1) <= 2 {
				return 0, "", errors.New("connection reset")
			}
			return 200, "", nil
		}}
		r, _ := newReporter(t, f)
		r.Finish(t.Context(), failed("r_1"))
		if n := patches.Load(); n != 3 {
			t.Errorf("Finish returned after %d tries, want 3", n)
		}
		closeReporter(t, r)
	})
}

func TestALimitedRateIsKeptTo(t *testing.T) {
	for _, tt := range []struct {
		after string
		held  time.Duration // by Finish
		told  time.Duration // until Port knows
	}{
		{"3", 3 * time.Second, 3 * time.Second},
		{"30", 0, 30 * time.Second},
		{"3000", 0, time.Minute}, // bounded
	} {
		synctest.Test(t, func(t *testing.T) {
			var times []time.Duration
			start := time.Now()
			f := &fakePort{answer: func(req *http.Request) (int, string, error) {
				if req.Method != http.MethodPatch {
					return 200, "", nil
				}
				times = append(times, time.Since(start))
				if len(times) == 1 {
					return http.StatusTooManyRequests, tt.after, nil
				}
				return 200, "", nil
			}}
			r, _ := newReporter(t, f)
			r.Finish(t.Context(), failed("r_1"))
			if held := time.Since(start); held.Round(time.Second) != tt.held {
				t.Errorf("Retry-After %s: held up for %v, want %v", tt.after, held, tt.held)
			}
			time.Sleep(2 * time.Minute)
			synctest.Wait()
			if len(times) != 2 || times[1].Round(time.Second) != tt.told {
				t.Errorf("Retry-After %s: called at %v, want again after %v", tt.after, times, tt.told)
			}
			closeReporter(t, r)
		})
	}
}

func TestAHangingLogHoldsUpNoStatus(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakePort{answer: func(req *http.Request) (int, string, error) {
			if strings.HasSuffix(req.URL.Path, "/logs") {
				return hang(req)
			}
			return 200, "", nil
		}}
		r, _ := newReporter(t, f, func(o *Options) { o.Lines = 2 })
		start := time.Now()
		for range 100 {
			r.Finish(t.Context(), failed("r_1"))
		}
		if took, told := time.Since(start), len(f.told("PATCH")); took != 0 || told != 100 {
			t.Errorf("told %d of 100 statuses in %v", told, took)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		err := r.Close(ctx)
		if diff := cmp.Diff("telling Port of its runs: it was never told 100 log lines", errText(err)); diff != "" {
			t.Error(diff)
		}
	})
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
