package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/drayhq/dray/core/config"
)

// Kafka gives the config's Kafka, with brokers and credentials from Port where
// the config names none.
func (a *App) Kafka(ctx context.Context) (config.Kafka, error) {
	kafka := a.now.Load().Kafka
	if len(kafka.Brokers) > 0 {
		return kafka, nil
	}
	credentials, err := a.port.KafkaCredentials(ctx)
	if err != nil {
		return kafka, fmt.Errorf("fetching Kafka's brokers and credentials from Port: %w", err)
	}
	kafka.Brokers = credentials.Brokers
	kafka.SASL.Username, kafka.SASL.Password = credentials.Username, credentials.Password
	return kafka, nil
}

// waitForKafka asks Port for as long as that takes; only ctx's end is an error.
func (a *App) waitForKafka(ctx context.Context) (config.Kafka, error) {
	said := ""
	return backoff.Retry(ctx, func() (config.Kafka, error) { return a.Kafka(ctx) },
		backoff.WithMaxElapsedTime(0), backoff.WithNotify(func(err error, wait time.Duration) {
			if text := err.Error(); text != said {
				said = text
				a.log.Warn("not dispatching yet", "error", err, "next_try_in", wait.String())
			}
		}))
}

// announce tells Port by which way this organisation's agent takes its runs, as
// port-agent does at its start. Nothing depends on it.
func (a *App) announce(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	streamer := "KAFKA"
	if a.cfg.Polling.Enabled {
		streamer = "POLLING"
	}
	if err := a.port.AnnounceStreamer(ctx, streamer); err != nil && ctx.Err() == nil {
		a.log.Warn("dispatching goes on without Port's knowing how", "error", err)
	}
}

// TryPort says whether Port takes the credentials. It changes nothing there.
func (a *App) TryPort(ctx context.Context) error {
	if a.port == nil {
		return ErrNoCredentials
	}
	return a.port.Authenticate(ctx)
}

// ErrNoCredentials says that Port can't be asked anything.
var ErrNoCredentials = errors.New("PORT_CLIENT_ID and PORT_CLIENT_SECRET are not set: nothing is verified or reported")
