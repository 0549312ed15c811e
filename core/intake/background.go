package intake

import (
	"context"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/drayhq/dray/core/intake/commit"
	"github.com/drayhq/dray/core/intake/survey"
)

const committing = "committing what is settled"

// keepCommitting commits whenever something was settled, until ctx ends.
func (c *Consumer) keepCommitting(ctx context.Context) {
	wait := backoff.NewExponentialBackOff()
	wait.InitialInterval, wait.MaxInterval = 100*time.Millisecond, 5*time.Second
	for c.pulse.Wait(ctx) {
		bound, cancel := context.WithTimeout(ctx, commitBound)
		err := commit.Commit(bound, c.client, c.leases.All())
		cancel()
		c.counts.committed(err)
		c.resumeFetching()
		if err == nil {
			c.trouble.Over(ctx, committing)
			wait.Reset()
			continue
		}
		if commit.Fenced(err) {
			c.lose(ctx, c.leases.All()) // the client will tell it as a revocation, late
		} else {
			c.trouble.Report(ctx, committing, err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait.NextBackOff()):
		}
		c.pulse.Beat()
	}
}

// look tells, beside the consuming and without holding it up, of topics that are
// missing and of what lies ahead of a new group.
func (c *Consumer) look(ctx context.Context) {
	c.work.Go(func() {
		survey.AwaitTopics(ctx, c.admin, c.options.topics(), c.trouble, c.client.ForceMetadataRefresh)
	})
	select {
	case <-ctx.Done():
	case partitions := <-c.fresh:
		c.tellAhead(ctx, partitions)
	}
}

func (c *Consumer) tellAhead(ctx context.Context, partitions map[string][]int32) {
	log := c.options.Log.With("group", c.options.Kafka.Group)
	piles, err := survey.Ahead(ctx, c.admin, partitions)
	if err != nil {
		log.InfoContext(ctx, "the group is new; how much lies ahead is not known", "error", err)
		return
	}
	runs, changes := piles[c.options.Kafka.Topics.Runs], piles[c.options.Kafka.Topics.Changes]
	age := time.Duration(0)
	if !runs.Oldest.IsZero() {
		age = time.Since(runs.Oldest).Round(time.Second)
	}
	log = log.With("runs", runs.Messages, "oldest_run_age", age.String(), "changes", changes.Messages)
	if c.options.latest() {
		log.InfoContext(ctx, "the group is new and starts at the latest: what lies on the topics is left alone")
		return
	}
	log.InfoContext(ctx, "the group is new and starts at the earliest: all that lies on the topics is worked off")
}
