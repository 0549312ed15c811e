package polling_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/polling"
	"github.com/drayhq/dray/core/port"
)

func ids(messages []*intake.Message) (out []string) {
	for _, m := range messages {
		var e struct {
			Context struct {
				RunID string `json:"runId"`
			} `json:"context"`
		}
		if err := json.Unmarshal(m.Value, &e); err != nil {
			return []string{err.Error()}
		}
		out = append(out, e.Context.RunID)
	}
	return out
}

// A batch that is full is followed by the next at once, one that isn't by a pause.
func TestThePace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake("r_1", "r_2", "r_3")
		s, began := open(t, f, nil, nil), time.Now()
		first, second := poll(t, s), poll(t, s)
		if got := append(ids(first), ids(second)...); !slices.Equal(got, []string{"r_1", "r_2", "r_3"}) {
			t.Errorf("got %q", got)
		}
		if took := time.Since(began); took != 0 {
			t.Errorf("three runs took %s", took)
		}
		if first[1].Offset <= first[0].Offset || second[0].Offset <= first[1].Offset || first[0].Trusted.ID != "r_1" {
			t.Errorf("offsets %d, %d, %d, trusted: %+v", first[0].Offset, first[1].Offset, second[0].Offset, first[0].Trusted)
		}
		if at := first[0].Time; !at.Equal(began) {
			t.Errorf("a run of which Port doesn't say when it was made is of %s, not of its claim", at)
		}
		f.offer("r_4")
		if got := ids(poll(t, s)); !slices.Equal(got, []string{"r_4"}) || time.Since(began) != 5*time.Second {
			t.Errorf("got %q after %s", got, time.Since(began))
		}
		if want := []int{2, 2, 2}; !slices.Equal(f.limits, want) {
			t.Errorf("asked for %v, want %v", f.limits, want)
		}
	})
}

// Failures are asked again after 1, 2, 4 and 4 s, and then it is as before.
func TestPortFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.fail = errors.New("Port answered 500")
		s, began := open(t, f, nil, nil), time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		if _, err := s.Poll(ctx, 256); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatal(err)
		}
		if f.claims != 4 || s.Err() == nil {
			t.Errorf("asked %d times in 10 s, and says %v", f.claims, s.Err())
		}
		f.set(func() { f.fail = nil })
		f.offer("r_1")
		if got := ids(poll(t, s)); !slices.Equal(got, []string{"r_1"}) || s.Err() != nil {
			t.Errorf("got %q after %s, and says %v", got, time.Since(began), s.Err())
		}
	})
}

// Failures that are over don't count for the next, neither its waits nor its end.
func TestPortFailsNowAndThen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		s := open(t, f, nil, func(h *config.Polling) { h.GiveUp = time.Minute })
		for _, fail := range []error{errors.New("500"), nil, errors.New("500")} {
			f.set(func() { f.fail, f.claims = fail, 0 })
			ctx, cancel := context.WithTimeout(t.Context(), 40*time.Second)
			if _, err := s.Poll(ctx, 256); !errors.Is(err, context.DeadlineExceeded) {
				t.Error(err)
			}
			cancel()
		}
		if f.claims < 11 { // after 1, 2, 4, 4 … s
			t.Errorf("asked %d times in 40 s, as seldom as at the end of the failures before", f.claims)
		}
	})
}

// No more is claimed than there is room for.
func TestRoomForOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake("r_1", "r_2")
		if got, err := open(t, f, nil, nil).Poll(t.Context(), 1); err != nil || len(got) != 1 || f.limits[0] != 1 {
			t.Errorf("%v, asked for %v", err, f.limits)
		}
	})
}

// A claim is repeated no sooner than Port asks for, within a minute.
func TestPortAsksToWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.fail = &port.StatusError{Status: 429, RetryAfter: time.Hour}
		ctx, cancel := context.WithTimeout(t.Context(), 61*time.Second)
		defer cancel()
		if _, err := open(t, f, nil, nil).Poll(ctx, 256); !errors.Is(err, context.DeadlineExceeded) || f.claims != 2 {
			t.Errorf("%v, asked %d times in 61 s, want twice", err, f.claims)
		}
	})
}

// What waits here and is offered again and again, as if Port hid nothing, is no reason to
// ask without a pause, and doesn't keep back what is behind it for long.
func TestPortHidesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake("r_1", "r_2")
		s := open(t, f, nil, func(h *config.Polling) { h.Visibility = 0 })
		poll(t, s)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		if _, err := s.Poll(ctx, 256); !errors.Is(err, context.DeadlineExceeded) || f.claims < 50 || f.claims > 102 {
			t.Errorf("%v, asked %d times in 10 s", err, f.claims)
		}
	})
}

// Runs that never end leave the nodes' runs their turn.
func TestNodesHaveTheirTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		for i := range 1000 {
			f.offer(fmt.Sprintf("r_%03d", i))
		}
		s := open(t, f, nil, nil)
		for f.nodes == 0 {
			if len(ids(poll(t, s))) == 0 || f.claims > 2 {
				t.Fatalf("runs were claimed %d times, nodes' runs %d times", f.claims, f.nodes)
			}
		}
	})
}

func TestGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.fail = errors.New("Port answered 500")
		s, began := open(t, f, nil, func(h *config.Polling) { h.GiveUp = time.Minute }), time.Now()
		_, err := s.Poll(t.Context(), 256)
		if !errors.Is(err, polling.ErrGivenUp) || !errors.Is(s.Err(), polling.ErrGivenUp) || time.Since(began) > 64*time.Second {
			t.Errorf("%v after %s, and says %v", err, time.Since(began), s.Err())
		}
	})
}

// What was acknowledged when a process was killed goes on in the next, and only that.
func TestTheNextProcess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, inbox := newFake("r_1", "r_2", "r_3"), &box{held: map[string][]byte{}}
		before := open(t, f, inbox, nil)
		first := poll(t, before)
		third := poll(t, before)[0]
		done := make(chan struct{})
		for _, err := range []error{first[0].Held(t.Context()), third.Held(t.Context())} {
			if err != nil {
				t.Fatal(err)
			}
		}
		third.Settle(func() { close(done) })
		<-done
		after := open(t, f, inbox, nil)
		again := poll(t, after)
		if got := ids(again); !slices.Equal(got, []string{"r_1"}) || again[0].Source != first[0].Source {
			t.Fatalf("taken up are %q, at %+v, want r_1 at %+v", got, again[0].Source, first[0].Source)
		}
		if err := again[0].Held(t.Context()); err != nil || f.asked["r_1"] != 1 {
			t.Errorf("%v, acknowledged %d times", err, f.asked["r_1"])
		}
		if err := after.Close(t.Context()); err != nil || len(f.told) != 0 || len(inbox.held) != 1 {
			t.Errorf("%v, Port was told %v, the inbox holds %d", err, f.told, len(inbox.held))
		}
		if got := ids(poll(t, after)); !slices.Equal(got, []string{"r_2"}) {
			t.Errorf("after its visibility: %q", got)
		}
	})
}

// Killed between writing a run down and hearing of its acknowledgement: it is ours if
// Port still hid it.
func TestKilledWhileAcknowledging(t *testing.T) {
	for _, c := range []struct {
		after time.Duration
		want  error
	}{{time.Minute, nil}, {2 * time.Minute, intake.ErrLost}} {
		synctest.Test(t, func(t *testing.T) {
			f, inbox := newFake("r_1"), &box{held: map[string][]byte{}}
			m := poll(t, open(t, f, inbox, nil))[0]
			f.set(func() {
				f.ack = func(string, int) (bool, error) { f.acked["r_1"] = true; return false, errors.New("killed") }
			})
			ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
			defer cancel()
			if err := m.Held(ctx); err == nil {
				t.Fatal("it was acknowledged")
			}
			<-time.After(c.after)
			f.set(func() { f.ack = nil })
			again := poll(t, open(t, f, inbox, nil))
			asked := f.asked["r_1"]
			if err := again[0].Held(t.Context()); !errors.Is(err, c.want) || c.want == nil && err != nil {
				t.Errorf("after %s: %v, want %v", c.after, err, c.want)
			}
			if more := f.asked["r_1"] - asked; (more == 0) != (c.want != nil) {
				t.Errorf("after %s it was acknowledged %d times more", c.after, more)
			}
		})
	}
}
