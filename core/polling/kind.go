package polling

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/polling/event"
	"github.com/drayhq/dray/core/port"
)

// maxAsked bounds what Port asks to wait, as reports bound it.
const maxAsked = time.Minute

// kind is one of the two kinds of run that Port keeps for the agent. Only the polling
// loop uses what changes in it.
type kind struct {
	name  string
	ask   func(ctx context.Context, limit int, visible time.Duration) ([]json.RawMessage, error)
	ack   func(ctx context.Context, id string) (bool, error)
	event func(json.RawMessage) (event.Event, error)

	waits *backoff.ExponentialBackOff
	due   time.Time // when it is asked for next
	since time.Time // of the first failure; zero while there is none
	said  string    // of the failures, last
}

func newKind(
	name string,
	ask func(context.Context, int, time.Duration) ([]json.RawMessage, error),
	ack func(context.Context, string) (bool, error),
	of func(json.RawMessage) (event.Event, error),
	how config.Polling,
) *kind {
	return &kind{name: name, ask: ask, ack: ack, event: of, waits: &backoff.ExponentialBackOff{
		InitialInterval: how.Backoff.Initial, MaxInterval: how.Backoff.Max,
		Multiplier: how.Backoff.Factor, RandomizationFactor: how.Backoff.Jitter,
	}}
}

// answered says what came of asking: when to ask next follows from it. It is after
// pause, unless it failed.
func (k *kind) answered(now time.Time, pause time.Duration, err error, log *slog.Logger) {
	if err != nil {
		if k.since.IsZero() {
			k.since = now
			k.waits.Reset()
		}
		wait := k.waits.NextBackOff()
		if status, ok := errors.AsType[*port.StatusError](err); ok {
			wait = max(wait, min(status.RetryAfter, maxAsked))
		}
		k.due = now.Add(wait)
		if text := err.Error(); text != k.said {
			k.said = text
			log.Warn("claiming from Port", "kind", k.name, "error", err, "next_try_in", wait.Round(time.Millisecond).String())
		}
		return
	}
	if !k.since.IsZero() {
		log.Info("claiming from Port works again", "kind", k.name, "after", now.Sub(k.since).Round(time.Second).String())
		k.since, k.said = time.Time{}, ""
	}
	k.due = now.Add(pause)
}

// failing is how long there have been failures only.
func (k *kind) failing(now time.Time) time.Duration {
	if k.since.IsZero() {
		return 0
	}
	return now.Sub(k.since)
}
