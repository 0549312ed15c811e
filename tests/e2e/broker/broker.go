package broker

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/intake/kafkaclient"
	"github.com/drayhq/dray/tests/kafka/server"
)

// Broker is a Kafka, and a client of it that may do anything.
type Broker struct {
	Own  Server // to stop and resume it; nil if it is not ours
	Real bool   // it is Apache's

	user   config.Kafka
	writer config.SASL
	client *kgo.Client
	admin  *kadm.Client
}

// Server is a broker that can be restarted.
type Server interface {
	Kafka() config.Kafka // a client with the rights that Port grants
	Admin() config.Kafka
	Stop()
	Resume(ctx context.Context) error
}

// Open gives the Kafka that the environment asks for: the one of KAFKA_BROKERS,
// a real one with DRAY_TEST_KAFKA, else kfake. Its files go to dir.
func Open(ctx context.Context, dir string) (*Broker, error) {
	if given, ok := server.Given(); ok {
		return connect(given, given)
	}
	if os.Getenv("DRAY_TEST_KAFKA") == "" {
		return Fake(ctx, dir)
	}
	dir = filepath.Join(dir, "kafka")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the broker's folder: %w", err)
	}
	own, err := server.Start(ctx, dir)
	if err != nil {
		return nil, err
	}
	b, err := of(own)
	if err == nil {
		b.Real = true
	}
	return b, err
}

// Fake starts a kfake whose files go to dir.
func Fake(ctx context.Context, dir string) (*Broker, error) {
	own, err := newFake(dir)
	if err != nil {
		return nil, err
	}
	if err := own.Resume(ctx); err != nil {
		return nil, err
	}
	return of(own)
}

func of(own Server) (*Broker, error) {
	b, err := connect(own.Kafka(), own.Admin())
	if err != nil {
		own.Stop()
		return nil, err
	}
	b.Own = own
	return b, nil
}

// maxBytes bounds a message: more than dray takes, so that it can be sent too much.
const maxBytes = 16 << 20

func connect(user, admin config.Kafka) (*Broker, error) {
	opts, err := kafkaclient.Options(admin)
	if err != nil {
		return nil, err
	}
	client, err := kgo.NewClient(append(opts,
		kgo.RecordPartitioner(kgo.ManualPartitioner()), kgo.ProducerBatchMaxBytes(maxBytes), kgo.ProducerLinger(0))...)
	if err != nil {
		return nil, fmt.Errorf("making a Kafka client: %w", err)
	}
	return &Broker{user: user, writer: admin.SASL, client: client, admin: kadm.NewClient(client)}, nil
}

// Close ends the client, and the broker if it is ours.
func (b *Broker) Close() {
	b.client.Close()
	if b.Own != nil {
		b.Own.Stop()
	}
}
