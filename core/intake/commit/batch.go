package commit

import (
	"context"
	"errors"
	"fmt"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/drayhq/dray/core/intake/lease"
)

// Commit has the group commit what is settled in those of the partitions that are
// still ours, and tells them what the broker said. It goes through the client's
// membership, so that the broker refuses it once somebody else owns them.
func Commit(ctx context.Context, client *kgo.Client, partitions []*lease.Partition) error {
	err := once(ctx, client, partitions)
	for range 16 { // the metadata is halved each time, from some thousand bytes
		if !errors.Is(err, kerr.OffsetMetadataTooLarge) {
			break
		}
		err = once(ctx, client, partitions)
	}
	return err
}

func once(ctx context.Context, client *kgo.Client, partitions []*lease.Partition) error {
	b := batch{partitions: make(map[name]*lease.Partition)}
	offsets := make(map[string]map[int32]kgo.EpochOffset)
	for _, p := range partitions {
		if p.Dirty() {
			if offsets[p.Topic] == nil {
				offsets[p.Topic] = make(map[int32]kgo.EpochOffset)
			}
			offsets[p.Topic][p.Number] = kgo.EpochOffset{Epoch: -1} // b.fill says which
			b.partitions[name{p.Topic, p.Number}] = p
		}
	}
	if len(offsets) == 0 {
		return nil
	}
	ctx = kgo.PreCommitFnContext(ctx, b.fill)
	client.CommitOffsetsSync(ctx, offsets, func(_ *kgo.Client, _ *kmsg.OffsetCommitRequest, reply *kmsg.OffsetCommitResponse, err error) {
		b.reply, b.err = reply, err
	})
	return b.finish()
}

// Fenced says that the broker refused the commit because the group went on without
// this member. The client joins again by itself.
func Fenced(err error) bool {
	return errors.Is(err, kerr.IllegalGeneration) || errors.Is(err, kerr.UnknownMemberID)
}

// batch is one commit.
type batch struct {
	partitions map[name]*lease.Partition
	taken      []taken
	reply      *kmsg.OffsetCommitResponse
	err        error
}

type name struct {
	topic  string
	number int32
}

type taken struct {
	partition *lease.Partition
	snapshot  lease.Snapshot
	topicID   [16]byte
}

var errNothing = errors.New("nothing to commit")

// fill is called right before the request is sent, when no rebalance can come
// between. A commit may have waited for one until now, so only what is still ours
// goes into it, as of now.
func (b *batch) fill(request *kmsg.OffsetCommitRequest) error {
	var topics []kmsg.OffsetCommitRequestTopic
	for _, topic := range request.Topics {
		var partitions []kmsg.OffsetCommitRequestTopicPartition
		for _, partition := range topic.Partitions {
			p := b.partitions[name{topic.Topic, partition.Partition}]
			if snapshot, ok := p.Snapshot(); ok {
				b.taken = append(b.taken, taken{p, snapshot, topic.TopicID})
				partition.Offset, partition.Metadata = snapshot.Next, &snapshot.Metadata
				partitions = append(partitions, partition)
			}
		}
		if topic.Partitions = partitions; len(partitions) > 0 {
			topics = append(topics, topic)
		}
	}
	if request.Topics = topics; len(topics) == 0 {
		return errNothing
	}
	return nil
}

// finish tells the partitions what became of the commit.
func (b *batch) finish() error {
	var failed []error
	for _, one := range b.taken {
		err := b.err
		if err == nil {
			err = b.answer(one)
		}
		if err == nil {
			one.partition.Acknowledged(one.snapshot)
			continue
		}
		one.partition.Failed(errors.Is(err, kerr.OffsetMetadataTooLarge))
		failed = append(failed, fmt.Errorf("topic %s, partition %d: %w", one.partition.Topic, one.partition.Number, err))
	}
	if len(failed) == 0 && !errors.Is(b.err, errNothing) {
		return b.err
	}
	return errors.Join(failed...)
}

// answer finds the broker's word on a partition. New brokers name topics by id.
func (b *batch) answer(one taken) error {
	for _, topic := range b.reply.Topics {
		if topic.Topic != one.partition.Topic && (topic.Topic != "" || topic.TopicID != one.topicID) {
			continue
		}
		for _, partition := range topic.Partitions {
			if partition.Partition == one.partition.Number {
				return kerr.ErrorForCode(partition.ErrorCode)
			}
		}
	}
	return errors.New("the broker's reply to the commit leaves it out")
}
