package intake

import (
	"context"
	"fmt"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/drayhq/dray/core/intake/commit"
	"github.com/drayhq/dray/core/intake/lease"
)

func (c *Consumer) callbacks() []kgo.Opt {
	return []kgo.Opt{
		kgo.OnPartitionsAssigned(c.assigned),
		kgo.OnOffsetsFetched(c.fetched),
		kgo.AdjustFetchOffsetsFn(c.adjust),
		kgo.OnPartitionsRevoked(c.revoked),
		kgo.OnPartitionsLost(c.lost),
	}
}

// hooks hears from the client what is no callback.
type hooks struct{ *Consumer }

// OnNewClient is called before the client does anything, callbacks included.
func (h hooks) OnNewClient(client *kgo.Client) {
	h.client, h.admin = client, kadm.NewClient(client)
}

func (h hooks) OnBrokerRead(_ kgo.BrokerMetadata, _ int16, _ int, _, _ time.Duration, err error) {
	if err == nil {
		h.heard.Store(time.Now().UnixNano())
	}
}

func (h hooks) OnGroupManageError(err error) {
	h.joined.Store(false)
	if h.closing.Load() {
		return
	}
	h.trouble.Report(context.Background(), h.membership(), err)
}

func (c *Consumer) membership() string { return "being a member of group " + c.options.Kafka.Group }

func (c *Consumer) assigned(ctx context.Context, _ *kgo.Client, partitions map[string][]int32) {
	c.joined.Store(true)
	c.counts.rebalances.Add(1)
	c.trouble.Over(ctx, c.membership())
	group := c.options.Kafka.Group
	if len(partitions) > 0 {
		c.standby.Store(false)
		c.options.Log.InfoContext(ctx, "partitions assigned", "group", group, "partitions", partitions)
	} else if !c.standby.Swap(true) {
		c.options.Log.InfoContext(ctx, "no partition assigned: other members have them all; waiting as a standby", "group", group)
	}
}

// fetched comes before the first message of each partition. Only here ownership
// begins, for only now it is known what was done before.
func (c *Consumer) fetched(_ context.Context, _ *kgo.Client, reply *kmsg.OffsetFetchResponse) error {
	fresh := make(map[string][]int32)
	known := false
	resume := func(topic string, number int32, next int64, metadata *string, code int16) {
		if code != 0 {
			return // the client reports it and leaves the partition out
		}
		if metadata == nil {
			metadata = new(string)
		}
		c.leases.At(topic, number).Resume(next, *metadata)
		if next < 0 {
			fresh[topic] = append(fresh[topic], number)
		}
		known = known || next >= 0
	}
	for _, group := range reply.Groups {
		for _, topic := range group.Topics {
			for _, p := range topic.Partitions {
				resume(topic.Topic, p.Partition, p.Offset, p.Metadata, p.ErrorCode)
			}
		}
	}
	if len(reply.Groups) == 0 { // before version 8
		for _, topic := range reply.Topics {
			for _, p := range topic.Partitions {
				resume(topic.Topic, p.Partition, p.Offset, p.Metadata, p.ErrorCode)
			}
		}
	}
	if len(fresh) > 0 && !known {
		select {
		case c.fresh <- fresh:
		default: // said before
		}
	}
	return nil
}

// adjust pins where a group without commits begins when it begins at the latest:
// were that not committed at once, a crash before the first run would lose all
// that came in between.
func (c *Consumer) adjust(ctx context.Context, offsets map[string]map[int32]kgo.Offset) (map[string]map[int32]kgo.Offset, error) {
	if !c.options.latest() {
		return offsets, nil
	}
	for topic, partitions := range offsets {
		for number := range partitions {
			p := c.leases.At(topic, number)
			if p.Known() {
				continue
			}
			ends, err := c.admin.ListCommittedOffsets(ctx, topic)
			if err != nil {
				return nil, fmt.Errorf("looking for the end of topic %s: %w", topic, err)
			}
			end := ends[topic][number]
			if end.Err != nil {
				return nil, fmt.Errorf("looking for the end of topic %s, partition %d: %w", topic, number, end.Err)
			}
			partitions[number] = kgo.NewOffset().At(end.Offset)
			p.StartAt(end.Offset)
		}
	}
	return offsets, nil
}

// revoked is called while the partitions are still ours.
func (c *Consumer) revoked(ctx context.Context, _ *kgo.Client, named map[string][]int32) {
	partitions := c.leases.Pick(named)
	if len(partitions) == 0 {
		return
	}
	if left := c.drain(ctx, partitions); left > 0 && !c.closing.Load() {
		c.options.Log.WarnContext(ctx, "partitions go to another member while runs are under way: it may send them again", "runs", left, "waited", c.options.Drain.Round(time.Millisecond))
	}
	bound, cancel := context.WithTimeout(ctx, commitBound)
	defer cancel()
	err := commit.Commit(bound, c.client, partitions)
	if c.counts.committed(err); err != nil {
		c.options.Log.WarnContext(ctx, "partitions go to another member without their last commit: it may send runs again", "error", err)
	}
	c.drop(partitions)
}

// drain gives how many runs are still under way after it. On Close there is no
// waiting: the client sends no heartbeats then, and the caller has waited.
func (c *Consumer) drain(ctx context.Context, partitions []*lease.Partition) int {
	if c.closing.Load() {
		return lease.Close(partitions)
	}
	ctx, cancel := context.WithTimeout(ctx, c.options.Drain)
	defer cancel()
	return lease.Drain(ctx, partitions)
}

// lost is called when they are ours no more.
func (c *Consumer) lost(ctx context.Context, _ *kgo.Client, named map[string][]int32) {
	c.lose(ctx, c.leases.Pick(named))
}

func (c *Consumer) lose(ctx context.Context, partitions []*lease.Partition) {
	dropped := c.drop(partitions)
	c.counts.lost.Add(int64(dropped))
	if dropped > 0 && !c.closing.Load() {
		c.options.Log.WarnContext(ctx, "partitions lost: the group went on without us, and its other members may send again what was not committed", "partitions", dropped)
	}
}

// drop gives how many of the partitions were ours.
func (c *Consumer) drop(partitions []*lease.Partition) int {
	dropped := 0
	for _, p := range partitions {
		if p.Drop() {
			dropped++
		}
	}
	c.resumeFetching()
	return dropped
}

// resumeFetching lifts the pause of partitions that have room again, or went.
func (c *Consumer) resumeFetching() {
	roomy := make(map[string][]int32)
	for topic, numbers := range c.client.PauseFetchPartitions(nil) {
		for _, number := range numbers {
			if !c.leases.At(topic, number).Full() {
				roomy[topic] = append(roomy[topic], number)
			}
		}
	}
	if len(roomy) > 0 {
		c.client.ResumeFetchPartitions(roomy)
	}
}
