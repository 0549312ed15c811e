package app

import (
	"context"
	"fmt"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/drayhq/dray/core/intake/kafkaclient"
	"github.com/drayhq/dray/core/verify"
)

// emitBound is how long a broker may take to acknowledge a message.
const emitBound = 30 * time.Second

// usualWriteBytes is what Kafka's client sends at most if nothing is said.
const usualWriteBytes = 100 << 20

// Emitter signs events as Port does and produces them.
type Emitter struct {
	client *kgo.Client
	topic  string
	secret string // "" signs nothing
}

// Emitter connects to the configured Kafka. topic "" is that of the runs; events
// for the change-log topic are not signed, for Port doesn't either.
func (a *App) Emitter(ctx context.Context, topic string) (*Emitter, error) {
	kafka, err := a.Kafka(ctx)
	if err != nil {
		return nil, err
	}
	opts, err := kafkaclient.Options(kafka)
	if err != nil {
		return nil, err
	}
	if topic == "" {
		topic = kafka.Topics.Runs
	}
	batch := batchBytes(a.cfg.Limits.MessageBytes)
	client, err := kgo.NewClient(append(opts, kgo.DefaultProduceTopic(topic),
		kgo.RecordDeliveryTimeout(emitBound), kgo.ProducerBatchMaxBytes(batch),
		kgo.BrokerMaxWriteBytes(max(batch, usualWriteBytes)))...)
	if err != nil {
		return nil, fmt.Errorf("making a Kafka client: %w", err)
	}
	e := &Emitter{client: client, topic: topic, secret: a.cfg.Port.ClientSecret}
	if topic == kafka.Topics.Changes {
		e.secret = ""
	}
	return e, nil
}

// batchBytes has room for one message of the greatest size that runs may have,
// up to what Kafka's client takes.
func batchBytes(message int) int32 {
	return int32(min(message+1<<20, 1<<30)) //nolint:gosec // the bound fits
}

// Emit produces one event and says where it went, such as ORG.runs/0@17.
func (e *Emitter) Emit(ctx context.Context, event []byte) (string, error) {
	if e.secret != "" {
		signed, err := verify.Attach(event, e.secret, time.Now())
		if err != nil {
			return "", fmt.Errorf("signing: %w", err)
		}
		event = signed
	}
	record, err := e.client.ProduceSync(ctx, &kgo.Record{Value: event}).First()
	if err != nil {
		return "", fmt.Errorf("producing to %s: %w", e.topic, err)
	}
	return fmt.Sprintf("%s/%d@%d", record.Topic, record.Partition, record.Offset), nil
}

// Signs says whether events get a signature.
func (e *Emitter) Signs() bool { return e.secret != "" }

// Close ends the connection.
func (e *Emitter) Close() { e.client.Close() }
