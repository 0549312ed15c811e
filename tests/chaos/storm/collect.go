package storm

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/drayhq/dray/tests/chaos/history"
	"github.com/drayhq/dray/tests/chaos/model"
	"github.com/drayhq/dray/tests/chaos/town"
)

// collect ends the replicas in good order and gathers what is to be judged.
func (s Storm) collect(ctx context.Context, t *town.Town) (model.Case, error) {
	var parked map[string]string
	var err error
	if t.Store {
		if parked, err = t.Parked(ctx); err != nil {
			return model.Case{}, err
		}
	}
	s.awaitPort(ctx, t, parked)
	var all sync.WaitGroup
	for _, r := range t.Replicas {
		all.Go(r.Terminate)
	}
	all.Wait()
	t.Complete(parked)
	lag, err := t.Lag(ctx)
	if err != nil {
		return model.Case{}, err
	}
	c := model.Case{
		Lives: t.Book.Lives(), Troubles: t.Book.Troubles(), Lag: lag,
		Session: s.Sizes.Session, MaxUnsettled: t.MaxUnsettled, Ledger: t.Store,
	}
	t.Book.Each(func(run *history.Run) { c.Runs = append(c.Runs, *run) })
	return c, nil
}

// Bounds on what Port may still have to be told of when all runs are settled.
const (
	portBound = 20 * time.Second
	portTick  = 200 * time.Millisecond
)

// awaitPort waits until Port was told of all runs that had to fail and are not
// parked. That it wasn't is for the model to judge.
func (s Storm) awaitPort(ctx context.Context, t *town.Town, parked map[string]string) {
	ctx, cancel := context.WithTimeout(ctx, portBound)
	defer cancel()
	for tick := time.NewTicker(portTick); ; {
		shown, untold := t.Port.Runs(), 0
		t.Book.Each(func(run *history.Run) {
			if parked[run.ID] == "" && (run.Kind == history.Refused || run.Kind == history.Broken) && shown[run.ID].Status != "FAILURE" {
				untold++
			}
		})
		if untold == 0 {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			fmt.Fprintf(s.Say, "Port was not told of %d runs that failed.\n", untold)
			return
		}
	}
}
