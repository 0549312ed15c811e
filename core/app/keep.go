package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/admin/socket"
	"github.com/drayhq/dray/core/app/letters"
	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/dispatch/once"
	"github.com/drayhq/dray/core/dlq"
	"github.com/drayhq/dray/core/intake/kafkaclient"
	"github.com/drayhq/dray/core/store"
	"github.com/drayhq/dray/sdk"
)

// ErrSetup says that what the config asks for can't be had on this machine.
var ErrSetup = errors.New("setting up")

// kept is what a running dray holds beside its connections. Each can be nil.
type kept struct {
	store    *store.Store
	listener net.Listener
	topic    *deadletter.Topic
	client   *kgo.Client // of topic
}

// hold opens the store and the admin socket. A dry run does nothing that either is
// about.
func (a *App) hold(ctx context.Context) (k kept, err error) {
	if a.dryRun {
		return k, nil
	}
	if path := a.cfg.Store.Path; path != "" {
		if k.store, err = store.Open(path, store.Options{Keep: a.cfg.Store.Keep, Log: a.log}); err != nil {
			return kept{}, fmt.Errorf("%w: %w", ErrSetup, err)
		}
	}
	if k.listener, err = socket.Open(ctx, socket.Of(a.cfg), a.log); err != nil {
		return kept{}, fmt.Errorf("%w: %w", ErrSetup, errors.Join(err, k.close()))
	}
	return k, nil
}

// write makes the client that writes dead letters to their topic.
func (k *kept) write(access *kafkaclient.Access, name string, messageBytes int) error {
	if name == "" {
		return nil
	}
	opts, err := access.Options()
	if err != nil {
		return err
	}
	batch := batchBytes(messageBytes)
	if k.client, err = kgo.NewClient(append(opts, kgo.RecordDeliveryTimeout(emitBound), kgo.ProducerBatchMaxBytes(batch),
		kgo.BrokerMaxWriteBytes(max(batch, usualWriteBytes)))...); err != nil {
		return fmt.Errorf("making a Kafka client for dead letters: %w", err)
	}
	k.topic, err = deadletter.NewTopic(k.client, name)
	return err
}

// close gives back what is held. The store comes last: until then it is written to.
func (k *kept) close() error {
	if k.client != nil {
		k.client.Close()
	}
	if k.store != nil {
		return k.store.Close()
	}
	return nil
}

// into has a dispatcher use what is held.
func (k *kept) into(o *dispatch.Options, a *App) {
	if k.store != nil {
		o.Ledger = once.Ledger(k.store)
	}
	if k.store != nil || k.topic != nil {
		o.Shelf = letters.Shelf{Store: k.store, Topic: k.topic, Name: a.cfg.Kafka.Topics.DeadLetters, Log: a.log}
	}
	o.Mask = func(run sdk.Run, text string) string { return a.vault.With(run.Secrets...).Mask(text) }
}

// serve answers the admin socket and takes up letters until ctx ends.
func (k *kept) serve(ctx context.Context, a *App, d *dispatch.Dispatcher) {
	desk := letters.New(&letters.Desk{
		Dispatcher: d, Version: a.Version, Started: time.Now(), Vault: a.vault, Log: a.log,
		Store: k.store, Dir: a.cfg.Store.Path, Routes: a.live.Names,
	})
	if a.port != nil {
		desk.Tell = dlq.Teller(a.port, a.vault)
	}
	go func() {
		if err := admin.Serve(ctx, k.listener, a.watch.Desk(desk), a.log); err != nil {
			a.log.Error("nothing can be told to this dray any more", "error", err)
		}
	}()
	if k.store != nil {
		go desk.Work(ctx)
	}
}
