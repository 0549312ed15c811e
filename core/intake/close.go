package intake

import (
	"context"
	"fmt"
	"time"

	"github.com/drayhq/dray/core/intake/commit"
	"github.com/drayhq/dray/core/intake/lease"
)

// leaveBound is how long the farewell to the group may take. It hangs while a
// rebalance waits for a member that died.
const leaveBound = 5 * time.Second

// Close lets nothing more begin, commits what is settled and leaves the group, all
// within ctx. It does not wait for what is under way: that is for the caller to
// do before, while the group still hears our heartbeats. The error says that the
// commit did not succeed: what it would have covered is repeated.
func (c *Consumer) Close(ctx context.Context) error {
	c.closing.Store(true)
	partitions := c.leases.All()
	lease.Close(partitions)
	err := commit.Commit(ctx, c.client, partitions)
	c.counts.committed(err)
	c.leave(ctx)
	c.stop()
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		c.client.CloseAllowingRebalance()
		c.work.Wait()
	}()
	select {
	case <-closed:
	case <-time.After(leaveBound):
	}
	for _, p := range partitions {
		p.Drop()
	}
	if err != nil {
		return fmt.Errorf("committing for the last time: %w", err)
	}
	return nil
}

func (c *Consumer) leave(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, leaveBound)
	defer cancel()
	c.client.AllowRebalance()
	if err := c.client.LeaveGroupContext(ctx); err != nil {
		c.options.Log.InfoContext(ctx, "left the Kafka group without a farewell: it waits for the session timeout", "group", c.options.Kafka.Group, "error", err)
	}
}
