package intake

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/intake/kafkaclient"
)

// Options says what to consume and how.
type Options struct {
	Kafka        config.Kafka
	Access       *kafkaclient.Access // to Kafka; nil: as Kafka says, for good
	MessageBytes int                 // messages up to this size matter; larger ones are handed out all the same, to be settled as junk
	Drain        time.Duration       // how long a partition that has to go is kept for what is under way there
	Log          *slog.Logger

	more []kgo.Opt // what a test has the client do otherwise
}

// What a fetch may hold. Kafka exceeds it for a message that would not fit, so
// it bounds memory, not messages. Messages of one action compress to a tenth, and
// a fetch is held decompressed until the last of its messages was handed out.
const (
	fetchBytes     = 1 << 20
	partitionBytes = 256 << 10
	leastReadBytes = 100 << 20 // kgo's default for a whole response
)

// Around a drain the broker has to wait for a final commit as well.
const (
	commitBound      = 10 * time.Second
	rebalanceReserve = 2 * commitBound
	leastRebalance   = time.Minute
)

// How long a request is repeated, and how soon: kgo's default goes up to 5 s, half
// of a session.
const (
	retryBound = 2 * time.Minute
	retryLeast = 200 * time.Millisecond
	retryMost  = time.Second
)

func retryAfter(fails int) time.Duration {
	wait := min(retryLeast<<min(max(fails-1, 0), 8), retryMost)
	return wait*4/5 + rand.N(wait*2/5) //nolint:gosec // jitter needs no secrecy
}

func (o Options) topics() []string {
	topics := []string{o.Kafka.Topics.Runs, o.Kafka.Topics.Changes}
	slices.Sort(topics)
	return slices.DeleteFunc(slices.Compact(topics), func(topic string) bool { return topic == "" })
}

// session is kgo's default where none is configured.
func (o Options) session() time.Duration { return cmp.Or(o.Kafka.SessionTimeout, 45*time.Second) }

func (o Options) latest() bool { return o.Kafka.Start == "latest" }

// client gives the client's options, less what ties it to a consumer.
func (o Options) client() ([]kgo.Opt, error) {
	if o.Kafka.Group == "" || len(o.topics()) == 0 {
		return nil, fmt.Errorf("kafka.group is %q and kafka.topics are %v: both are needed (KAFKA_CONSUMER_GROUP_ID, KAFKA_RUNS_TOPIC; PORT_ORG_ID gives both their defaults)", o.Kafka.Group, o.topics())
	}
	access := o.Access
	if access == nil {
		var err error
		if access, err = kafkaclient.NewAccess(o.Kafka); err != nil {
			return nil, err
		}
	}
	opts, err := access.Patient()
	if err != nil {
		return nil, err
	}
	start := kgo.NewOffset().AtStart()
	if o.latest() {
		start = kgo.NewOffset().AtEnd()
	}
	opts = append(opts,
		kgo.WithLogger(clientLog{o.Log}),
		kgo.ConsumerGroup(o.Kafka.Group),
		kgo.ConsumeTopics(o.topics()...),
		kgo.ConsumeStartOffset(start),
		// Where a broker lost data nobody knows what was: neither the whole log
		// again, which would start every pipeline twice, nor none of it.
		kgo.ConsumeResetOffset(kgo.RewindOffset(time.Minute)),
		// librdkafka's, so that dray can roll over from port-agent in one group.
		kgo.Balancers(kgo.RangeBalancer(), kgo.RoundRobinBalancer()),
		kgo.FetchIsolationLevel(kgo.ReadCommitted()), // as librdkafka
		kgo.DisableAutoCommit(),
		kgo.BlockRebalanceOnPoll(),
		kgo.FetchMaxBytes(fetchBytes),
		kgo.FetchMaxPartitionBytes(partitionBytes),
		kgo.FetchMaxWait(500*time.Millisecond),
		kgo.BrokerMaxReadBytes(int32(min(max(leastReadBytes, 4*o.MessageBytes), 1<<30))),
		kgo.MetadataMinAge(time.Second),
		kgo.MetadataMaxAge(time.Minute),
		kgo.RebalanceTimeout(max(leastRebalance, o.Drain+rebalanceReserve)),
		// A broker that restarts still knows its members: hold on to the membership
		// until it says otherwise, and be back before it counts us out.
		kgo.RetryTimeout(retryBound),
		kgo.RequestRetries(int(retryBound/retryLeast)),
		kgo.RetryBackoffFn(retryAfter),
		kgo.SessionTimeout(o.session()),
		kgo.HeartbeatInterval(min(3*time.Second, o.session()/3)),
	)
	if o.Kafka.InstanceID != "" {
		opts = append(opts, kgo.InstanceID(o.Kafka.InstanceID))
	}
	return append(opts, o.more...), nil
}

// clientLog shows what the client says on debug level only: it repeats itself,
// and Trouble says what matters.
type clientLog struct{ log *slog.Logger }

func (l clientLog) Level() kgo.LogLevel {
	if l.log.Enabled(context.Background(), slog.LevelDebug) {
		return kgo.LogLevelInfo
	}
	return kgo.LogLevelNone
}

func (l clientLog) Log(_ kgo.LogLevel, message string, fields ...any) {
	l.log.DebugContext(context.Background(), "kafka client", "says", message, slog.Group("fields", fields...))
}
