package storm

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/drayhq/dray/tests/chaos/history"
	"github.com/drayhq/dray/tests/chaos/model"
	"github.com/drayhq/dray/tests/chaos/plan"
	"github.com/drayhq/dray/tests/chaos/town"
)

// Storm is one scenario.
type Storm struct {
	Name  string
	Seed  uint64
	Sizes plan.Sizes
	Say   io.Writer // how it goes on
}

// Outcome is what became of it.
type Outcome struct {
	Storm
	Case    model.Case
	Verdict model.Verdict
	Took    time.Duration
}

// Rage has the storm happen to a town whose replicas have not been started. An
// error says that it could not be carried through; what dray did wrong is in the
// verdict.
func (s Storm) Rage(ctx context.Context, t *town.Town) (Outcome, error) {
	begun := time.Now()
	for _, r := range t.Replicas {
		if err := r.Start(); err != nil {
			return Outcome{}, err
		}
	}
	stuck, err := s.blow(ctx, t)
	if err != nil {
		return Outcome{}, err
	}
	c, err := s.collect(ctx, t)
	if err != nil {
		return Outcome{}, err
	}
	out := Outcome{Storm: s, Case: c, Verdict: model.Judge(c), Took: time.Since(begun)}
	if stuck != nil {
		out.Verdict.Violations = append(out.Verdict.Violations, model.Finding{What: stuck.Error()})
	}
	return out, nil
}

// blow produces and troubles, and returns when all runs are settled, or with what
// it was stuck on.
func (s Storm) blow(ctx context.Context, t *town.Town) (stuck, err error) {
	g := newGate(s.Sizes.Runs)
	group, within := errgroup.WithContext(ctx)
	within, cancel := context.WithCancelCause(within)
	defer cancel(nil)
	var quiet sync.WaitGroup
	quiet.Go(func() { cancel(watch(within, t.Book, s.Sizes.Runs)) })
	group.Go(func() error { return s.produce(within, t, g) })
	group.Go(func() error { return s.trouble(within, t, g) })
	group.Go(func() error {
		_, err := t.Book.Wait(within, func(p history.Progress) bool { return p.Settled >= s.Sizes.Runs })
		return err
	})
	err = group.Wait()
	if cause := context.Cause(within); errors.Is(cause, errStuck) {
		return cause, nil
	}
	cancel(nil)
	quiet.Wait()
	return nil, err
}

var errStuck = errors.New("nothing moves any more")

// standstill is for how long nothing may happen: longer than a broker takes to come
// back, a drain to run out, and the longest wait between two attempts.
const standstill = 2 * time.Minute

// watch returns once nothing has happened for long, with what is left.
func watch(ctx context.Context, book *history.Book, runs int) error {
	var last history.Progress
	for {
		bound, cancel := context.WithTimeout(ctx, standstill)
		now, err := book.Wait(bound, func(p history.Progress) bool { return p != last })
		cancel()
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return fmt.Errorf("%w for %s: of %d runs %d were produced, %d reached CircleCI, %d were settled",
				errStuck, standstill, runs, last.Produced, last.Reached, last.Settled)
		}
		last = now
	}
}
