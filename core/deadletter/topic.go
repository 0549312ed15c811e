package deadletter

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// prefix begins the names of the headers that say why a message was parked. The
// original's own that begin so are left off: they are of an earlier parking, or forged.
const prefix = "dray-"

// Topic writes letters to a Kafka topic.
type Topic struct {
	client *kgo.Client
	name   string
}

// NewTopic gives a writer to the topic of this name. The client must wait for
// acks=all, as it does unless told otherwise; the caller closes it.
func NewTopic(client *kgo.Client, name string) (*Topic, error) {
	if name == "" {
		return nil, errors.New("a topic of dead letters without a name")
	}
	if acks, ok := client.OptValue(kgo.RequiredAcks).(kgo.Acks); !ok || acks != kgo.AllISRAcks() {
		return nil, fmt.Errorf("the topic of dead letters %s: its client doesn't wait for acks=all, and a broker that dies could take letters with it", name)
	}
	return &Topic{client, name}, nil
}

// Write publishes the letter and waits until all replicas in sync have it. Its
// key and value are the original's; the original's headers come first, then
// those of dray. ctx bounds the waiting; after an error the letter may be there
// all the same, so that writing it again can make it two.
func (t *Topic) Write(ctx context.Context, letter Letter) error {
	record := &kgo.Record{Topic: t.name, Key: letter.Key, Value: letter.Value, Headers: headers(letter.Bounded())}
	if err := t.client.ProduceSync(ctx, record).FirstErr(); err != nil {
		return fmt.Errorf("publishing the dead letter of %s/%d@%d to %s: %w",
			letter.Topic, letter.Partition, letter.Offset, t.name, err)
	}
	return nil
}

func headers(l Letter) []kgo.RecordHeader {
	out := make([]kgo.RecordHeader, 0, len(l.Headers)+11)
	for _, h := range l.Headers {
		if len(h.Key) < len(prefix) || !strings.EqualFold(h.Key[:len(prefix)], prefix) {
			out = append(out, kgo.RecordHeader{Key: h.Key, Value: h.Value})
		}
	}
	for _, h := range [...]struct{ name, value string }{
		{"class", string(l.Class)},
		{"reason", l.Reason},
		{"step", l.Step},
		{"route", l.Route},
		{"run", l.Run},
		{"attempts", strconv.Itoa(l.Attempts)},
		{"topic", l.Topic},
		{"partition", strconv.Itoa(int(l.Partition))},
		{"offset", strconv.FormatInt(l.Offset, 10)},
		{"timestamp", stamp(l.Published)},
		{"parked", stamp(l.Parked)},
	} {
		if h.value != "" {
			out = append(out, kgo.RecordHeader{Key: prefix + h.name, Value: []byte(h.value)})
		}
	}
	return out
}

// stamp gives RFC 3339 in UTC, to the millisecond as Kafka has them.
func stamp(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format("2006-01-02T15:04:05.000Z07:00")
}
