package server

import (
	"context"
	"fmt"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
)

// InSync waits until every broker has all that it keeps a copy of: only then may
// the next one go. admin must be a client that may do anything.
func (c *Cluster) InSync(ctx context.Context, admin *kadm.Client) error {
	ctx, cancel := context.WithTimeout(ctx, startBound)
	defer cancel()
	tick := time.NewTicker(askEvery)
	defer tick.Stop()
	for {
		behind, err := c.behind(ctx, admin)
		if err == nil && behind == "" {
			return nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return fmt.Errorf("waiting until all copies are in step, now %q: %w (%w)", behind, ctx.Err(), err)
		}
	}
}

// behind names what some broker is behind on; "" if there is nothing.
func (c *Cluster) behind(ctx context.Context, admin *kadm.Client) (string, error) {
	topics, err := admin.ListTopicsWithInternal(ctx)
	if err != nil {
		return "", fmt.Errorf("looking at the copies: %w", err)
	}
	for _, topic := range topics.Sorted() {
		for _, partition := range topic.Partitions.Sorted() {
			if len(partition.ISR) < len(partition.Replicas) {
				return fmt.Sprintf("%s/%d", topic.Topic, partition.Partition), nil
			}
		}
	}
	return "", nil
}
