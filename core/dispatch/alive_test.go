package dispatch_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/event"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// stuckGate never comes back before it is let go.
type stuckGate struct {
	gate
	let chan struct{}
}

func (g stuckGate) Admit(ctx context.Context, m *intake.Message) (sdk.Run, event.Envelope, error) {
	<-g.let
	return g.gate.Admit(ctx, m)
}

func delivers(_ context.Context, run sdk.Run) (sdk.Run, error) { return run, nil }

// A loop that waits for messages, or for somebody to end a pause, is well for ever.
func TestALoopThatIsStuckIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, _ := dispatcher(newPartition("r_1"), &route.Route{Chain: chained(delivers)}, nil)
		err := story(t, d, func() {
			time.Sleep(time.Hour)
			if err := d.Alive(); err != nil {
				t.Errorf("without messages it is %v", err)
			}
			d.Freeze("")
			time.Sleep(time.Hour)
			if err := d.Alive(); err != nil {
				t.Errorf("while all is paused it is %v", err)
			}
			d.Thaw("")
		})
		if err != nil {
			t.Error(err)
		}
		g := stuckGate{let: make(chan struct{})}
		d, _ = dispatcher(newPartition("r_1"), &route.Route{Chain: chained(delivers)}, nil)
		d.Gate = g
		err = story(t, d, func() {
			time.Sleep(time.Minute)
			if err := d.Alive(); err != nil {
				t.Errorf("after a minute it is %v", err)
			}
			time.Sleep(2 * time.Minute)
			if err := d.Alive(); err == nil || !strings.Contains(err.Error(), "has not turned") {
				t.Errorf("after three minutes in the gate it is %v", err)
			}
			close(g.let)
		})
		if err != nil {
			t.Error(err)
		}
	})
}
