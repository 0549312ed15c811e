package broker

import (
	"context"
	"errors"
	"fmt"

	"github.com/twmb/franz-go/pkg/kgo"
)

// Create makes topics.
func (b *Broker) Create(ctx context.Context, partitions int32, topics ...string) error {
	made, err := b.admin.CreateTopics(ctx, partitions, 1, nil, topics...)
	for _, topic := range made {
		err = errors.Join(err, topic.Err)
	}
	if err != nil {
		return fmt.Errorf("making the topics %v: %w", topics, err)
	}
	return nil
}

// Produce puts messages into a partition, in order, and waits until they are
// there. A nil message is a tombstone.
func (b *Broker) Produce(ctx context.Context, topic string, partition int32, values ...[]byte) error {
	records := make([]*kgo.Record, len(values))
	for i, value := range values {
		records[i] = &kgo.Record{Topic: topic, Partition: partition, Value: value}
	}
	if err := b.client.ProduceSync(ctx, records...).FirstErr(); err != nil {
		return fmt.Errorf("producing to %s: %w", topic, err)
	}
	return nil
}
