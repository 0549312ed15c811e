package polling_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/polling"
	"github.com/drayhq/dray/sdk"
)

// A workflow node's run is acknowledged and reported as one, by the next process too.
func TestANode(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, inbox := newFake(), &box{held: map[string][]byte{"r_0": []byte("what can't be read is passed over")}}
		f.node = "wfnr_1"
		first := poll(t, open(t, f, inbox, nil))
		f.set(func() { f.ack = func(string, int) (bool, error) { return false, errors.New("killed") } })
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if first[0].Trusted.Kind != sdk.NodeRun || first[0].Held(ctx) == nil {
			t.Fatalf("%+v", first[0].Trusted)
		}
		delete(inbox.held, "r_0")
		f.set(func() { f.ack, f.nodes = nil, 0 }) // Port offers it again
		s := open(t, f, inbox, nil)
		if again := poll(t, s); len(again) != 1 || again[0].Held(t.Context()) != nil || f.asked["node wfnr_1"] != 2 {
			t.Errorf("%d taken up, acknowledged %v", len(again), f.asked)
		}
		ctx, cancel = context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if more, err := s.Poll(ctx, 256); err == nil {
			t.Errorf("%q is handed out twice", ids(more))
		}
	})
}

func TestANodeThatIsLeftBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.node = "wfnr_1"
		s := open(t, f, nil, nil)
		if err := poll(t, s)[0].Held(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(t.Context()); err != nil || f.told["node wfnr_1"] != "COMPLETED FAILED" {
			t.Errorf("%v, Port was told %q", err, f.told)
		}
	})
}

// A Port without workflows is said once, and dray is ready all the same.
func TestNoWorkflows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var said bytes.Buffer
		s, err := polling.Open(polling.Options{Port: newFake(), How: how(), Log: slog.New(slog.NewTextHandler(&said, nil))})
		if err != nil {
			t.Fatal(err)
		}
		for _, after := range []time.Duration{2 * time.Second, time.Hour} {
			ctx, cancel := context.WithTimeout(t.Context(), after)
			if _, err := s.Poll(ctx, 256); !errors.Is(err, context.DeadlineExceeded) || s.Err() != nil {
				t.Errorf("%v, %v", err, s.Err())
			}
			cancel()
		}
		if n := strings.Count(said.String(), "workflow nodes"); n != 1 {
			t.Errorf("said %d times", n)
		}
	})
}
