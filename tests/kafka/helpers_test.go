package kafka

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/intake/kafkaclient"
	"github.com/drayhq/dray/tests/kafka/server"
)

// broker is what every test here runs against.
var broker struct {
	own         *server.Server // nil if it is not ours to restart
	user, admin config.Kafka
	there       bool
}

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	if given, ok := server.Given(); ok {
		broker.user, broker.admin, broker.there = given, given, true
		return m.Run()
	}
	if os.Getenv("DRAY_TEST_KAFKA") == "" {
		return m.Run()
	}
	dir, err := os.MkdirTemp("", "dray-kafka-")
	if err == nil {
		defer os.RemoveAll(dir)
		broker.own, err = server.Start(context.Background(), dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer broker.own.Stop()
	broker.user, broker.admin, broker.there = broker.own.Kafka(), broker.own.Admin(), true
	return m.Run()
}

// place is a topic and a group of a test's own.
type place struct {
	*testing.T
	topic, group string
	user         config.Kafka
	producer     *kgo.Client
	admin        *kadm.Client
	log          *lines
}

// lines is what was logged, shown with the test.
type lines struct {
	mu   sync.Mutex
	text strings.Builder
	show io.Writer
}

func (l *lines) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text.Write(line)
	return l.show.Write(line)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func newPlace(t *testing.T, partitions int32) place {
	t.Helper()
	if !broker.there {
		t.Skip("needs a real Kafka: `make test-kafka`, or KAFKA_BROKERS")
	}
	return placeOn(t, broker.user, broker.admin, partitions, 1)
}

// placeOn makes a place on brokers that keep so many copies.
func placeOn(t *testing.T, user, admin config.Kafka, partitions int32, copies int16) place {
	t.Helper()
	name := fmt.Sprintf("dray-%s-%d", t.Name(), time.Now().UnixNano())
	producer := connect(t, admin, kgo.RecordPartitioner(kgo.ManualPartitioner()), kgo.ProducerLinger(0))
	p := place{t, name + ".runs", name, user, producer, kadm.NewClient(producer), &lines{show: t.Output()}}
	if _, err := p.admin.CreateTopic(t.Context(), partitions, copies, nil, p.topic); err != nil {
		t.Fatal("making the test's topic:", err)
	}
	t.Cleanup(func() {
		_, _ = p.admin.DeleteTopic(context.WithoutCancel(t.Context()), p.topic) // a given broker keeps it otherwise
	})
	return p
}

func connect(t *testing.T, kafka config.Kafka, more ...kgo.Opt) *kgo.Client {
	t.Helper()
	opts, err := kafkaclient.Options(kafka)
	if err != nil {
		t.Fatal(err)
	}
	client, err := kgo.NewClient(append(opts, more...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// produce puts messages from one number up to another into a partition.
func (p place) produce(partition int32, from, to int) {
	p.Helper()
	for i := from; i < to; i++ {
		p.produceOne(partition, i)
	}
}

func (p place) produceOne(partition int32, number int) {
	p.Helper()
	record := &kgo.Record{Topic: p.topic, Partition: partition, Value: []byte(strconv.Itoa(number))}
	if err := p.producer.ProduceSync(p.Context(), record).FirstErr(); err != nil {
		p.Error(err)
	}
}

func (p place) options() intake.Options {
	kafka := p.user
	kafka.Topics.Runs, kafka.Group, kafka.Start, kafka.SessionTimeout = p.topic, p.group, "earliest", 6*time.Second
	log := slog.New(slog.NewTextHandler(p.log, nil))
	return intake.Options{Kafka: kafka, MessageBytes: 10 << 20, Drain: 20 * time.Second, Log: log}
}

func (p place) open() *intake.Consumer {
	p.Helper()
	consumer, err := intake.Open(p.Context(), p.options())
	if err != nil {
		p.Fatal(err)
	}
	p.Cleanup(func() { p.close(consumer) })
	return consumer
}

func (p place) close(consumer *intake.Consumer) {
	p.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	defer cancel()
	if err := consumer.Close(ctx); err != nil {
		p.Errorf("closing: %v", err)
	}
}

// poll gives the next n messages.
func (p place) poll(consumer *intake.Consumer, n int) []*intake.Message {
	p.Helper()
	var got []*intake.Message
	for ctx := within(p.T); len(got) < n; {
		messages, err := consumer.Poll(ctx, n-len(got))
		if err != nil {
			p.Fatalf("polling for %d messages, %d came: %v", n, len(got), err)
		}
		got = append(got, messages...)
	}
	return got
}

// committed waits until the group's commits add up to total.
func (p place) committed(total int64) {
	p.Helper()
	ctx := within(p.T)
	for tick := time.NewTicker(50 * time.Millisecond); ; {
		sum := int64(0)
		commits, err := p.admin.FetchOffsets(ctx, p.group)
		commits.Each(func(o kadm.OffsetResponse) { sum += o.At })
		if err == nil && sum == total {
			tick.Stop()
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			p.Fatalf("the group's commits come to %d, want %d (%v)", sum, total, err)
		}
	}
}

func within(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}
