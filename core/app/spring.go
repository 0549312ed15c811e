package app

import (
	"context"
	"fmt"

	"github.com/drayhq/dray/core/app/watch"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/intake/kafkaclient"
	"github.com/drayhq/dray/core/polling"
)

// spring is where the runs come from.
type spring struct {
	source  intake.Source             // nil: dray was told to stop before there was one
	said    []any                     // of it in the log
	watched func(ctx context.Context) // has it watched
}

// spring opens the one that the config names.
func (a *App) spring(ctx context.Context, held *kept) (spring, error) {
	if a.cfg.Polling.Enabled {
		return a.claims(held)
	}
	return a.topics(ctx, held)
}

// topics reads from Kafka.
func (a *App) topics(ctx context.Context, held *kept) (spring, error) {
	kafka, err := a.waitForKafka(ctx)
	if err != nil {
		return spring{}, nil //nolint:nilerr // told to stop, which is no error
	}
	access, err := a.enter(kafka)
	if err != nil {
		return spring{}, err
	}
	if err := held.write(access, kafka.Topics.DeadLetters, a.cfg.Limits.MessageBytes); err != nil {
		return spring{}, err
	}
	source, err := intake.Open(ctx, intake.Options{
		Kafka: kafka, Access: access, MessageBytes: a.cfg.Limits.MessageBytes, Drain: a.cfg.Limits.Drain, Log: a.log,
	})
	if err != nil {
		return spring{}, fmt.Errorf("opening the intake: %w", err)
	}
	return spring{
		source: source, said: []any{"topics", []string{kafka.Topics.Runs, kafka.Topics.Changes}, "group", kafka.Group},
		watched: func(ctx context.Context) {
			a.watch.See(func(s *watch.Actors) { s.Source = source })
			a.watch.Follow(ctx, source)
		},
	}, nil
}

// enter notes how to get into Kafka, for a reload to renew it.
func (a *App) enter(kafka config.Kafka) (access *kafkaclient.Access, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	kafka.TLS = a.now.Load().Kafka.TLS // it may have been reloaded since Port was asked
	a.access, err = kafkaclient.NewAccess(kafka)
	return a.access, err
}

// claims claims them from Port.
func (a *App) claims(held *kept) (spring, error) {
	if a.dryRun {
		return spring{}, fmt.Errorf("%w: --dry-run can't be had with polling, for whoever claims a run takes it away from the agent that would run it; "+
			"`dray explain` shows what would be sent", ErrSetup)
	}
	options := polling.Options{Port: a.port, How: a.cfg.Polling, Log: a.log}
	if held.store != nil {
		options.Inbox = held.store
	}
	source, err := polling.Open(options)
	if err != nil {
		return spring{}, err
	}
	return spring{
		source: source, said: []any{"from", a.cfg.Port.URL, "every", a.cfg.Polling.Interval.String()},
		watched: func(context.Context) { a.watch.See(func(s *watch.Actors) { s.Polling = source }) },
	}, nil
}
