package storm

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/drayhq/dray/tests/chaos/history"
	"github.com/drayhq/dray/tests/chaos/plan"
	"github.com/drayhq/dray/tests/chaos/town"
)

const (
	// ahead is how many runs are produced beyond those that have reached CircleCI,
	// and beyond the one that the next trouble waits for.
	ahead = 200
	// fresh is how many runs must reach CircleCI between a target's last trouble and
	// its next, so that the next finds something under way.
	fresh = 20
)

// produce produces all runs, as far as the gate is open.
func (s Storm) produce(ctx context.Context, t *town.Town, g *gate) error {
	runs := plan.Runs(s.Seed, s.Name, s.Sizes.Runs)
	for made := 0; made < len(runs); {
		allowed, err := g.pass(ctx, made)
		if err != nil {
			return err
		}
		now, err := t.Book.Wait(ctx, func(p history.Progress) bool { return made < p.Reached+ahead })
		if err != nil {
			return err
		}
		to := min(allowed, now.Reached+ahead, made+ahead/4)
		if err := t.Produce(ctx, made, runs[made:to]); err != nil {
			return err
		}
		made = to
	}
	return nil
}

// trouble makes each trouble happen in its turn, and returns when all are over.
func (s Storm) trouble(ctx context.Context, t *town.Town, g *gate) error {
	events := plan.Events(s.Seed, s.Sizes)
	under, ctx := errgroup.WithContext(ctx)
	for i, event := range events {
		lane := t.LaneOf(event)
		lane.Lock()
		now, err := t.Book.Wait(ctx, func(history.Progress) bool { return true })
		at := min(max(event.After, now.Reached+fresh), s.Sizes.Runs)
		g.upTo(at + ahead)
		if err == nil {
			now, err = t.Book.Wait(ctx, func(p history.Progress) bool { return p.Reached >= at })
		}
		if err != nil {
			lane.Unlock()
			break
		}
		event.After = now.Reached
		fmt.Fprintf(s.Say, "%s  %s: %d of %d runs, %d of %d troubles: %s\n",
			time.Now().Format(time.TimeOnly), s.Name, now.Reached, s.Sizes.Runs, i+1, len(events), text(event))
		under.Go(func() error {
			defer lane.Unlock()
			return t.Do(ctx, event)
		})
	}
	err := under.Wait()
	g.upTo(s.Sizes.Runs)
	return err
}

func text(event plan.Event) string {
	switch event.What {
	case history.Cut:
		how := "refused"
		if event.Silent {
			how = "swallowed"
		}
		return fmt.Sprintf("replica %d is cut off from %s for %s, %s", event.Target, event.Peer, event.For.Round(time.Millisecond), how)
	case history.Stand:
		return fmt.Sprintf("%s of replica %d for %s", event.What, event.Target, event.For.Round(time.Millisecond))
	case history.BrokerStop, history.BrokerKill:
		return fmt.Sprintf("%s of %d", event.What, event.Target)
	}
	return fmt.Sprintf("%s of replica %d", event.What, event.Target)
}
