package kafka

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
)

// maxBytes bounds a message: more than dray takes, so that it can be sent too much.
const maxBytes = 16 << 20

// Kafka is a broker in this process, and a producer to it.
type Kafka struct {
	cluster  *kfake.Cluster
	producer *kgo.Client
}

// Start starts a broker on a free port of the loopback with these topics, each
// of one partition, as Port's often have.
func Start(topics ...string) (*Kafka, error) {
	cluster, err := kfake.NewCluster(
		kfake.NumBrokers(1),
		kfake.SeedTopics(1, topics...),
		kfake.BrokerConfigs(map[string]string{"message.max.bytes": strconv.Itoa(maxBytes)}),
	)
	if err != nil {
		return nil, fmt.Errorf("starting the embedded Kafka: %w", err)
	}
	producer, err := kgo.NewClient(
		kgo.SeedBrokers(cluster.ListenAddrs()...),
		kgo.ProducerBatchMaxBytes(maxBytes),
		kgo.RecordPartitioner(kgo.ManualPartitioner()), // all to partition 0: messages keep their order
	)
	if err != nil {
		cluster.Close()
		return nil, fmt.Errorf("connecting to the embedded Kafka: %w", err)
	}
	return &Kafka{cluster, producer}, nil
}

// Addr gives the broker's host:port.
func (k *Kafka) Addr() string { return k.cluster.ListenAddrs()[0] }

// Cluster gives what the broker is made of, to inject faults.
func (k *Kafka) Cluster() *kfake.Cluster { return k.cluster }

// Produce puts messages into a topic, in order, and waits until they are there.
func (k *Kafka) Produce(ctx context.Context, topic string, values ...[]byte) error {
	records := make([]*kgo.Record, 0, len(values))
	for _, value := range values {
		records = append(records, &kgo.Record{Topic: topic, Value: value})
	}
	var errs []error
	for _, result := range k.producer.ProduceSync(ctx, records...) {
		errs = append(errs, result.Err)
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("producing to %s: %w", topic, err)
	}
	return nil
}

// Close ends the broker; what it held is gone.
func (k *Kafka) Close() {
	k.producer.Close()
	k.cluster.Close()
}
