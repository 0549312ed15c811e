package dispatch_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// Where nothing can be kept (a topic that can't be written, say), neither junk nor runs
// that have to be are in the way of those that have not.
func TestWhatCannotBeKeptHoldsUpNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var values []string
		for i := range 20 {
			values = append(values, "junk", fmt.Sprint("trap", i))
		}
		p := newPartition(append(values, "b")...)
		d, l := dispatcher(p, &route.Route{Name: "one", Chain: sending(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			if run.ID == "b" {
				return run, nil
			}
			return run, sdk.Park(errors.New("it trapped"))
		})}, nil)
		s := &shelf{full: true, kept: map[string]deadletter.Letter{}}
		d.Shelf = s
		err := story(t, d, func() {
			time.Sleep(time.Minute)
			synctest.Wait()
			begun, settled := p.state()
			if l.endings["b"].Row != report.Delivered || len(l.endings) != 1 || begun != 0 || len(settled) != 1 {
				t.Errorf("%d are begun, %v settled, ended are %v; want only the last run through", begun, settled, l.endings)
			}
			s.mu.Lock()
			s.full = false
			s.mu.Unlock()
			time.Sleep(2 * time.Minute)
		})
		if _, settled := p.state(); err != nil || len(settled) != 41 || len(s.kept) != 21 {
			t.Errorf("settled %v, kept %d, error %v", settled, len(s.kept), err)
		}
		if s := d.State(); s.Begun != 0 || s.OnSlots != 0 || s.Queued != 0 || s.Waiting != 0 {
			t.Errorf("left is %+v", s)
		}
	})
}
