package town

import (
	"context"
	"fmt"
	"sync"
	"syscall"
	"time"

	"github.com/drayhq/dray/tests/chaos/history"
	"github.com/drayhq/dray/tests/chaos/links"
	"github.com/drayhq/dray/tests/chaos/plan"
)

// LaneOf gives what is held while an event lasts: a target takes one at a time.
func (t *Town) LaneOf(event plan.Event) *sync.Mutex {
	if event.What == history.BrokerStop || event.What == history.BrokerKill {
		return &t.country.lane
	}
	return &t.Replicas[event.Target].Lane
}

// Do makes an event happen, and returns when it is over. Its lane must be held. An
// error says that the town itself broke.
func (t *Town) Do(ctx context.Context, event plan.Event) error {
	trouble := event.Trouble
	trouble.From = time.Now()
	if trouble.What != history.BrokerStop && trouble.What != history.BrokerKill {
		trouble.Life = t.Replicas[event.Target].Life()
	}
	change := t.Book.Begin(trouble)
	err := t.do(ctx, event)
	change(func(noted *history.Trouble) { noted.To = time.Now() })
	if err != nil {
		return fmt.Errorf("making a %s of %d happen: %w", event.What, event.Target, err)
	}
	return nil
}

func (t *Town) do(ctx context.Context, event plan.Event) error {
	if event.What == history.BrokerStop || event.What == history.BrokerKill {
		return t.country.Restart(ctx, t.admin, event.Target, event.What)
	}
	r := t.Replicas[event.Target]
	switch event.What {
	case history.Kill:
		r.Kill()
		return r.Start()
	case history.Terminate:
		r.Terminate()
		return r.Start()
	case history.Stand:
		r.Signal(syscall.SIGSTOP)
		defer r.Signal(syscall.SIGCONT)
		return last(ctx, event.For)
	case history.Cut:
		return r.cut(ctx, event)
	}
	return fmt.Errorf("nobody knows how to make a %q", event.What)
}

func (r *Replica) cut(ctx context.Context, event plan.Event) error {
	cut := r.town.country.links[r.number]
	switch event.Peer {
	case history.CircleCI:
		cut = []*links.Link{r.circleci}
	case history.Port:
		cut = []*links.Link{r.portal}
	}
	for _, link := range cut {
		if !event.Silent {
			link.Refuse()
		} else if err := link.Swallow(); err != nil {
			return err
		}
	}
	err := last(ctx, event.For)
	for _, link := range cut {
		if failed := link.Mend(ctx); failed != nil {
			return failed
		}
	}
	return err
}

// last waits for as long as a trouble is to last: one beyond the session's end is
// nothing else than that much time.
func last(ctx context.Context, long time.Duration) error {
	timer := time.NewTimer(long)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
