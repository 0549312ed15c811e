package intake

import (
	"bytes"
	"context"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"go.uber.org/goleak"

	"github.com/drayhq/dray/core/config"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	runs  = "org.runs"
	group = "org.dray"
)

// kafka is an embedded cluster with the runs topic.
type kafka struct {
	*testing.T
	*kfake.Cluster
	dial []kgo.Opt // how to get there, where that isn't TCP
}

func newKafka(t *testing.T, partitions int32, opts ...kfake.Opt) kafka {
	t.Helper()
	opts = append([]kfake.Opt{kfake.NumBrokers(1), kfake.GroupMinSessionTimeout(time.Second), kfake.SeedTopics(partitions, runs)}, opts...)
	cluster, err := kfake.NewCluster(opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Close)
	return kafka{t, cluster, nil}
}

// produce puts messages into a partition, each holding its number.
func (k kafka) produce(partition int32, from, to int) {
	k.Helper()
	var records []*kgo.Record
	for i := from; i < to; i++ {
		records = append(records, &kgo.Record{Topic: runs, Partition: partition, Value: []byte(strconv.Itoa(i))})
	}
	k.send(records...)
}

func (k kafka) send(records ...*kgo.Record) {
	k.Helper()
	opts := append([]kgo.Opt{kgo.SeedBrokers(k.ListenAddrs()...), kgo.RecordPartitioner(kgo.ManualPartitioner()), kgo.ProducerBatchMaxBytes(64 << 20)}, k.dial...)
	client, err := kgo.NewClient(opts...)
	if err != nil {
		k.Fatal(err)
	}
	defer client.Close()
	if err := client.ProduceSync(k.Context(), records...).FirstErr(); err != nil {
		k.Fatal(err)
	}
}

// committed waits until the group's commit of a partition is as wanted.
func (k kafka) committed(partition int32, what string, want func(kfake.GroupCommit) bool) kfake.GroupCommit {
	k.Helper()
	var commit kfake.GroupCommit
	_, err := k.WaitGroupInfo(within(k.T), group, func(g *kfake.GroupInfo) bool {
		if g == nil {
			return false
		}
		var ok bool
		commit, ok = g.Commits[runs][partition]
		return ok && want(commit)
	})
	if err != nil {
		k.Fatalf("waiting for a commit of partition %d that is %s: it is %+v", partition, what, commit)
	}
	return commit
}

func (k kafka) committedAt(partition int32, offset int64) kfake.GroupCommit {
	k.Helper()
	return k.committed(partition, "at "+strconv.FormatInt(offset, 10), func(c kfake.GroupCommit) bool { return c.Offset == offset })
}

// member is a consumer and what it logged.
type member struct {
	*testing.T
	*Consumer
	log *logged
}

func (k kafka) options() Options {
	return Options{
		Kafka: config.Kafka{
			Brokers:        k.ListenAddrs(),
			Topics:         config.Topics{Runs: runs},
			Group:          group,
			Start:          "earliest",
			SessionTimeout: 3 * time.Second,
		},
		MessageBytes: 10 << 20,
		Drain:        20 * time.Second,
		more:         k.dial,
	}
}

func (k kafka) open(options Options) member {
	k.Helper()
	log := &logged{}
	options.Log = slog.New(slog.NewTextHandler(log, nil))
	c, err := Open(k.Context(), options)
	if err != nil {
		k.Fatal(err)
	}
	m := member{k.T, c, log}
	k.Cleanup(func() { m.close() })
	return m
}

func (m member) close() {
	m.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := m.Close(ctx); err != nil {
		m.Errorf("closing: %v", err)
	}
}

// poll gives the next n messages.
func (m member) poll(n int) []*Message {
	m.Helper()
	var got []*Message
	for ctx := within(m.T); len(got) < n; {
		messages, err := m.Poll(ctx, n-len(got))
		if err != nil {
			m.Fatalf("polling for %d messages, %d came: %v", n, len(got), err)
		}
		got = append(got, messages...)
	}
	return got
}

// crash ends the member without a commit or a farewell.
func (m member) crash() {
	for _, p := range m.leases.All() {
		p.Drop()
	}
	m.stop()
}

// within gives a context that ends in time for a test that hangs to say where.
func within(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// until waits for what tells nobody that it has come.
func until(t *testing.T, what string, come func() bool) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for ctx := within(t); !come(); {
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("waiting until %s: it did not", what)
		}
	}
}

// logged holds log lines and wakes who waits for one.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
	more chan struct{}
}

func (l *logged) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.more != nil {
		close(l.more)
		l.more = nil
	}
	return l.text.Write(line)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// await waits for a line that has all the parts.
func (l *logged) await(t *testing.T, parts ...string) {
	t.Helper()
	for ctx := within(t); ; {
		l.mu.Lock()
		text := l.text.String()
		if l.more == nil {
			l.more = make(chan struct{})
		}
		more := l.more
		l.mu.Unlock()
		if l.line(text, parts) {
			return
		}
		select {
		case <-more:
		case <-ctx.Done():
			t.Fatalf("no line has all of %q in\n%s", parts, text)
		}
	}
}

func (l *logged) line(text string, parts []string) bool {
	for line := range strings.Lines(text) {
		found := 0
		for _, part := range parts {
			if strings.Contains(line, part) {
				found++
			}
		}
		if found == len(parts) {
			return true
		}
	}
	return false
}
