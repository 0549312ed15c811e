package kafka

import (
	"context"
	"fmt"
	"time"
)

// Committed gives the offset up to which a group has committed a topic, -1 when
// it has not yet.
func (k *Kafka) Committed(group, topic string) int64 {
	if info := k.cluster.GroupInfo(group); info != nil {
		if commit, ok := info.Commits[topic][0]; ok {
			return commit.Offset
		}
	}
	return -1
}

// Metadata gives the string that the group's last commit of a topic carried.
func (k *Kafka) Metadata(group, topic string) string {
	if info := k.cluster.GroupInfo(group); info != nil {
		return info.Commits[topic][0].Metadata
	}
	return ""
}

// End gives a topic's end: the offset of the next message.
func (k *Kafka) End(topic string) int64 {
	if info := k.cluster.PartitionInfo(topic, 0); info != nil {
		return info.HighWatermark
	}
	return 0
}

// Lag gives how many messages of a topic lie ahead of what a group has committed.
func (k *Kafka) Lag(group, topic string) int64 {
	return k.End(topic) - max(0, k.Committed(group, topic))
}

// WaitForLag waits until the group's lag on a topic is down to most. Commits
// don't tell of themselves, so it looks every few milliseconds.
func (k *Kafka) WaitForLag(ctx context.Context, group, topic string, most int64) error {
	ticker := time.NewTicker(5 * time.Millisecond)
	defer ticker.Stop()
	for {
		lag := k.Lag(group, topic)
		if lag <= most {
			return nil
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return fmt.Errorf("waiting until %s lags on %s by %d or less, now by %d: %w", group, topic, most, lag, ctx.Err())
		}
	}
}
