package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/drayhq/dray/core/intake/commit"
	"github.com/drayhq/dray/core/intake/heartbeat"
	"github.com/drayhq/dray/core/intake/kafkaclient"
	"github.com/drayhq/dray/core/intake/lease"
	"github.com/drayhq/dray/core/settle"
	"github.com/drayhq/dray/sdk"
)

// ErrClosed is what Poll gives once the consumer was closed.
var ErrClosed = errors.New("the Kafka consumer is closed")

// Consumer is a member of a consumer group.
type Consumer struct {
	options Options
	client  *kgo.Client
	admin   *kadm.Client
	trouble *kafkaclient.Trouble
	leases  *lease.Set
	pulse   commit.Pulse
	fresh   chan map[string][]int32 // partitions that the group has never committed

	heard   atomic.Int64 // when a broker last answered, in nanoseconds
	joined  atomic.Bool
	standby atomic.Bool // said so
	closing atomic.Bool
	counts  counts
	ends    ends

	stop context.CancelFunc
	work sync.WaitGroup
}

var (
	_ Source = (*Consumer)(nil)
	_ Keeper = lease.Hold{}
)

// Open joins the group in the background. Only what waiting cannot mend is an
// error: options that do not fit, TLS files that cannot be read. Whatever the
// brokers do is retried, said in the log, and told by Ready. Values of ctx are
// kept, its end is not heeded: Close ends the consumer.
func Open(ctx context.Context, options Options) (*Consumer, error) {
	opts, err := options.client()
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(ctx))
	c := &Consumer{
		options: options,
		trouble: kafkaclient.NewTrouble(options.Kafka, options.Log),
		pulse:   commit.NewPulse(),
		fresh:   make(chan map[string][]int32, 1),
		stop:    stop,
	}
	term := lease.NewTerm(options.session())
	watch := heartbeat.NewWatch(options.Kafka, term, options.Log, func(ctx context.Context) { c.lose(ctx, c.leases.All()) })
	c.leases = lease.NewSet(settle.MetadataLimit, term, c.pulse.Beat)
	opts = append(opts, kgo.WithContext(ctx), kgo.WithHooks(c.trouble, hooks{c}, watch))
	if _, err := kgo.NewClient(append(opts, c.callbacks()...)...); err != nil {
		stop()
		return nil, fmt.Errorf("making a Kafka client: %w", err)
	}
	c.work.Go(func() { c.keepCommitting(ctx) })
	c.work.Go(func() { watch.Run(ctx) })
	c.work.Go(func() { c.look(ctx) })
	return c, nil
}

// Poll gives up to limit messages; see [Source].
func (c *Consumer) Poll(ctx context.Context, limit int) ([]*Message, error) {
	for {
		fetches := c.client.PollRecords(ctx, limit)
		// No partition can go between the fetch and AllowRebalance, so that what
		// was fetched under one ownership is never entered under another.
		messages := c.take(ctx, fetches)
		c.client.AllowRebalance()
		switch {
		case len(messages) > 0:
			return messages, nil
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case fetches.IsClientClosed():
			return nil, ErrClosed
		}
		c.report(ctx, fetches)
	}
}

func (c *Consumer) take(ctx context.Context, fetches kgo.Fetches) []*Message {
	messages := make([]*Message, 0, fetches.NumRecords())
	fetches.EachPartition(func(fetched kgo.FetchTopicPartition) {
		if len(fetched.Records) == 0 {
			return
		}
		c.trouble.Over(ctx, reading(fetched.Topic, fetched.Partition))
		c.ends.seen(fetched.Topic, fetched.Partition, fetched.HighWatermark)
		p := c.leases.At(fetched.Topic, fetched.Partition)
		for _, record := range fetched.Records {
			if hold, ok := p.Take(record.Offset); ok {
				messages = append(messages, c.message(record, hold))
			}
		}
		if p.Full() {
			c.client.PauseFetchPartitions(map[string][]int32{p.Topic: {p.Number}})
		}
	})
	return messages
}

// message copies the record's bytes: they are part of a whole fetch, which a run
// that waits for its retry would keep in memory.
func (c *Consumer) message(record *kgo.Record, hold lease.Hold) *Message {
	source := sdk.Source{Topic: record.Topic, Partition: record.Partition, Offset: record.Offset, Time: record.Timestamp}
	topics := c.options.Kafka.Topics
	changes := record.Topic == topics.Changes && record.Topic != topics.Runs
	m := NewMessage(source, bytes.Clone(record.Key), bytes.Clone(record.Value), changes, hold)
	for _, header := range record.Headers {
		m.Headers = append(m.Headers, Header{Key: strings.Clone(header.Key), Value: bytes.Clone(header.Value)})
	}
	return m
}

// report says what the client could not fetch. It goes on trying by itself.
func (c *Consumer) report(ctx context.Context, fetches kgo.Fetches) {
	fetches.EachError(func(topic string, partition int32, err error) {
		if _, ok := errors.AsType[*kgo.ErrGroupSession](err); !ok {
			c.trouble.Report(ctx, reading(topic, partition), err)
		}
	})
}

func reading(topic string, partition int32) string {
	return fmt.Sprintf("reading topic %s, partition %d", topic, partition)
}

// Ready says why no messages can come yet; nil if they can, or if other members
// own all partitions.
func (c *Consumer) Ready(context.Context) error {
	if err := c.trouble.Of(kafkaclient.TopicSubject(c.options.Kafka.Topics.Runs)); err != nil {
		return err
	}
	// A member hears something twice a second, or at least with its heartbeats.
	silence := time.Since(time.Unix(0, c.heard.Load()))
	if c.joined.Load() && silence < silenceBound {
		return nil
	}
	if err := c.trouble.Err(); err != nil {
		return err
	}
	if c.joined.Load() {
		return fmt.Errorf("no broker has answered for %v", silence.Round(time.Second))
	}
	return fmt.Errorf("joining the group %s: not done yet", c.options.Kafka.Group)
}

const silenceBound = 15 * time.Second
