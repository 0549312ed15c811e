package town

import (
	"context"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/drayhq/dray/core/intake/kafkaclient"
	"github.com/drayhq/dray/tests/chaos/history"
)

// offsetsTopic is where the brokers keep all groups' commits. Who reads it sees
// each of them, once it is replicated, and when it was taken.
const offsetsTopic = "__consumer_offsets"

// follow notes the group's commits until ctx ends.
func (t *Town) follow(ctx context.Context) {
	defer close(t.followed)
	opts, err := kafkaclient.Options(t.country.cluster.Admin())
	if err != nil {
		return // the town's own client is made of the same
	}
	client, err := kgo.NewClient(append(opts, kgo.ConsumeTopics(offsetsTopic), kgo.ConsumeStartOffset(kgo.NewOffset().AtStart()),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()), kgo.FetchMaxWait(100*time.Millisecond), kgo.MetadataMinAge(time.Second))...)
	if err != nil {
		return
	}
	defer client.Close()
	for ctx.Err() == nil {
		client.PollFetches(ctx).EachRecord(t.committed)
	}
}

func (t *Town) committed(record *kgo.Record) {
	var key kmsg.OffsetCommitKey
	if key.ReadFrom(record.Key) != nil || key.Version > 1 || key.Group != t.group || key.Topic != t.runs || record.Value == nil {
		return // what the group's members are, another group's, or one that has expired
	}
	var value kmsg.OffsetCommitValue
	if value.ReadFrom(record.Value) != nil {
		return
	}
	t.Book.Committed(key.Partition, history.Commit{
		Next: value.Offset, Metadata: value.Metadata,
		Settled: history.Settled{By: time.UnixMilli(value.CommitTimestamp), Seen: time.Now()},
	})
}
