package polling_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/polling"
	"github.com/drayhq/dray/core/port"
)

// What becomes of a run right before its effect, by what Port says to its
// acknowledgement.
func TestHeld(t *testing.T) {
	silent := errors.New("connection reset")
	status := func(s int) error { return &port.StatusError{Status: s} }
	for _, c := range []struct {
		name string
		ack  func(id string, n int) (bool, error)
		want error
		asks int
	}{
		{"it is ours", func(string, int) (bool, error) { return true, nil }, nil, 1},
		{"somebody else's", func(string, int) (bool, error) { return false, nil }, intake.ErrLost, 1},
		{"no answer, and then ours", func(_ string, n int) (bool, error) {
			if n < 3 {
				return false, silent
			}
			return true, nil
		}, nil, 3},
		{"no answer, though it had arrived", func(_ string, n int) (bool, error) {
			if n == 1 {
				return false, silent
			}
			return false, nil
		}, nil, 2},
		{"answered 502, though it had arrived", func(_ string, n int) (bool, error) {
			if n == 1 {
				return false, status(502)
			}
			return false, nil
		}, nil, 2},
		{"429, and somebody else's then", func(_ string, n int) (bool, error) {
			if n == 1 {
				return false, status(429)
			}
			return false, nil
		}, intake.ErrLost, 2},
		{"503, and somebody else's then", func(_ string, n int) (bool, error) {
			if n == 1 {
				return false, status(503)
			}
			return false, nil
		}, intake.ErrLost, 2},
		{"401 and 408, and ours then", func(_ string, n int) (bool, error) {
			if n < 3 {
				return false, status([]int{401, 408}[n-1])
			}
			return true, nil
		}, nil, 3},
		{"no token, and somebody else's then", func(_ string, n int) (bool, error) {
			if n == 1 {
				return false, &port.TokenError{Err: silent}
			}
			return false, nil
		}, intake.ErrLost, 2},
		{"refused for good", func(string, int) (bool, error) { return false, status(422) }, intake.ErrLost, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newFake("r_1")
				s := open(t, f, nil, nil)
				m := poll(t, s)[0]
				f.set(func() { f.ack = c.ack })
				for range 2 { // asking again asks nobody
					if err := m.Held(t.Context()); !errors.Is(err, c.want) || c.want == nil && err != nil {
						t.Fatalf("%v, want %v", err, c.want)
					}
					if c.want != nil {
						break
					}
				}
				if f.asked["r_1"] != c.asks {
					t.Errorf("acknowledged %d times, want %d", f.asked["r_1"], c.asks)
				}
			})
		})
	}
}

// While Port can't be told, a run is not sent, and no longer held than Port hides it.
func TestPortIsAwayRightBeforeTheEffect(t *testing.T) {
	for _, away := range []error{&port.StatusError{Status: 503}, errors.New("no answer")} {
		synctest.Test(t, func(t *testing.T) {
			f := newFake("r_1")
			s := open(t, f, nil, nil)
			m, began := poll(t, s)[0], time.Now()
			f.set(func() { f.ack = func(string, int) (bool, error) { return false, away } })
			if err := m.Held(t.Context()); !errors.Is(err, intake.ErrLost) {
				t.Fatal(err)
			}
			if took := time.Since(began); took != 90*time.Second {
				t.Errorf("given back after %s, want the 90 s of its visibility", took)
			}
			f.set(func() { f.ack = nil })
			if again := poll(t, s); len(again) != 1 || again[0].Held(t.Context()) != nil {
				t.Errorf("it was offered again as %d", len(again))
			}
		})
	}
}

// Who was late is not to acknowledge what another may have claimed: of the two the other
// couldn't tell, where an answer gets lost, whose acknowledgement it was.
func TestTooLateToAcknowledge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake("r_1")
		s := open(t, f, nil, nil)
		m := poll(t, s)[0]
		<-time.After(90 * time.Second)
		if err := m.Held(t.Context()); !errors.Is(err, intake.ErrLost) || f.asked["r_1"] != 0 {
			t.Errorf("%v, acknowledged %d times", err, f.asked["r_1"])
		}
		if again := poll(t, s); len(again) != 1 || again[0].Held(t.Context()) != nil {
			t.Errorf("it was offered again as %d", len(again))
		}
	})
}

// Port is acknowledged to as seldom as it asks for.
func TestAcknowledgingTooOften(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake("r_1")
		m, began := poll(t, open(t, f, nil, nil))[0], time.Now()
		f.set(func() {
			f.ack = func(_ string, n int) (bool, error) {
				if n == 1 {
					return false, &port.StatusError{Status: 429, RetryAfter: 20 * time.Second}
				}
				return true, nil
			}
		})
		if err := m.Held(t.Context()); err != nil || time.Since(began) != 20*time.Second {
			t.Errorf("%v after %s", err, time.Since(began))
		}
	})
}

func TestAStopWhilePortIsAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake("r_1")
		m := poll(t, open(t, f, nil, nil))[0]
		f.set(func() { f.ack = func(string, int) (bool, error) { return false, errors.New("no answer") } })
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := m.Held(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
	})
}

// A run that waits its turn for longer than Port hides it is claimed again, which is no
// second run.
func TestARunThatWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake("r_1")
		s := open(t, f, nil, nil)
		m := poll(t, s)[0]
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
		defer cancel()
		if more, err := s.Poll(ctx, 256); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("%d messages more, %v", len(more), err)
		}
		if err := m.Held(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

// A run that ends without an effect is acknowledged at its end, and not offered again.
func TestSettled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake("r_1")
		s := open(t, f, nil, nil)
		m := poll(t, s)[0]
		done := make(chan struct{})
		m.Settle(func() { close(done) })
		<-done
		if !f.acked["r_1"] {
			t.Error("it is not acknowledged")
		}
		f.offer("r_2")
		if m = poll(t, s)[0]; m.Held(t.Context()) != nil {
			t.Fatal("it is not ours")
		}
		done = make(chan struct{})
		m.Settle(func() { close(done) })
		<-done
		if f.asked["r_2"] != 1 {
			t.Errorf("what was acknowledged before its effect is acknowledged %d times", f.asked["r_2"])
		}
		if err := s.Close(t.Context()); err != nil || len(f.told) != 0 {
			t.Errorf("%v, Port was told %v", err, f.told)
		}
	})
}

// What another may have claimed meanwhile is not ours by its having been acknowledged,
// also where the machine slept through that.
func TestAMachineThatSlept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, slept := newFake("r_1"), time.Duration(0)
		s, err := polling.Open(polling.Options{Port: f, How: how(), Log: slog.New(slog.DiscardHandler),
			Now: func() time.Time { return time.Now().Add(slept) }})
		if err != nil {
			t.Fatal(err)
		}
		m := poll(t, s)[0]
		f.set(func() {
			f.ack = func(_ string, n int) (bool, error) {
				if n == 1 {
					slept = time.Hour
					return false, errors.New("no answer")
				}
				return false, nil
			}
		})
		if err := m.Held(t.Context()); !errors.Is(err, intake.ErrLost) {
			t.Error(err)
		}
	})
}
