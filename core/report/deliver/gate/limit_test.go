package gate

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/port"
)

// Port may limit the rate without saying for how long.
func TestALimitWithoutATimeIsNotRunAgainst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		g := New("tests", slog.New(slog.NewTextHandler(&out, nil)))
		var calls atomic.Int32
		limited := func(context.Context) error {
			calls.Add(1)
			return &port.StatusError{Status: http.StatusTooManyRequests}
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		var wg sync.WaitGroup
		for range 10 {
			wg.Go(func() {
				for ctx.Err() == nil {
					if errors.Is(g.Once(ctx, limited), errHeld) {
						return
					}
				}
			})
		}
		wg.Wait()
		// Each calls at the start and after holds of 1, 2, 4, 8 and 16 s; one of 32 s is too long.
		if n := calls.Load(); n > 10*6 {
			t.Errorf("%d calls by 10 callers in a minute, want at most 60", n)
		}
		if n := strings.Count(out.String(), "limits the rate"); n != 1 {
			t.Errorf("said %d times that the rate is limited, want once:\n%s", n, out.String())
		}
		time.Sleep(maxHold)
		if err := g.Once(t.Context(), func(context.Context) error { return nil }); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		_ = g.Once(t.Context(), limited)
		_ = g.Once(t.Context(), limited)
		if took := time.Since(start); took != leastHold {
			t.Errorf("after a call that came through the hold is %v, want %v", took, leastHold)
		}
	})
}
