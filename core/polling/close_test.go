package polling_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/config"
)

// Without a store Port is told of what dray leaves behind; with one the next process
// goes on with it.
func TestStoppedUnderWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake("r_1", "r_2")
		s := open(t, f, nil, nil)
		if err := poll(t, s)[0].Held(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(f.told) != 1 || !strings.HasPrefix(f.told["r_1"], "FAILURE dray was stopped") {
			t.Errorf("Port was told %q", f.told)
		}
	})
}

// All that a stop leaves behind is told within the little time that it has.
func TestStoppedWithManyUnderWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		for i := range 500 {
			f.offer(fmt.Sprintf("r_%03d", i))
		}
		s := open(t, f, nil, func(h *config.Polling) { h.Batch = 100 })
		for range 5 {
			for _, m := range poll(t, s) {
				if err := m.Held(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		}
		f.slow = 500 * time.Millisecond
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		if err := s.Close(ctx); err != nil || len(f.told) != 500 {
			t.Errorf("%v, Port was told of %d of 500 runs", err, len(f.told))
		}
	})
}

// What was cut off while it was acknowledged may be ours: nobody else has it yet.
func TestStoppedWhileAcknowledging(t *testing.T) {
	for _, late := range []time.Duration{0, 2 * time.Minute} {
		synctest.Test(t, func(t *testing.T) {
			f := newFake("r_1")
			s := open(t, f, nil, nil)
			m := poll(t, s)[0]
			ctx, cancel := context.WithCancel(t.Context())
			f.set(func() { f.ack = func(string, int) (bool, error) { cancel(); return false, ctx.Err() } })
			if err := m.Held(ctx); !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
			<-time.After(late)
			if err := s.Close(t.Context()); err != nil || strings.HasPrefix(f.told["r_1"], "FAILURE dray was stopped") != (late == 0) {
				t.Errorf("%v, Port was told %q after %s", err, f.told, late)
			}
		})
	}
}

// A stop waits for Port no longer than it may.
func TestStoppedWhilePortIsSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake("r_1")
		s := open(t, f, nil, nil)
		m, began := poll(t, s)[0], time.Now()
		f.set(func() {
			f.ack = func(string, int) (bool, error) { <-time.After(10 * time.Second); return true, nil }
		})
		done := make(chan struct{})
		m.Settle(func() { close(done) })
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := s.Close(ctx); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != time.Second {
			t.Errorf("%v after %s", err, time.Since(began))
		}
		<-done
	})
}
