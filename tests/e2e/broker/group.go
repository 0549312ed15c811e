package broker

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
)

// lookEvery is how often what a broker does not tell of is looked for.
const lookEvery = 20 * time.Millisecond

// Lag gives how many messages of the topics lie ahead of a group's commits.
func (b *Broker) Lag(ctx context.Context, group string, topics ...string) (int64, error) {
	commits, err := b.admin.FetchOffsets(ctx, group)
	if err != nil && !errors.Is(err, kerr.GroupIDNotFound) {
		return 0, fmt.Errorf("fetching the commits of %s: %w", group, err)
	}
	ends, err := b.admin.ListEndOffsets(ctx, topics...)
	if err != nil {
		return 0, fmt.Errorf("fetching the ends of %v: %w", topics, err)
	}
	lag := int64(0)
	ends.Each(func(end kadm.ListedOffset) {
		commit, ok := commits.Lookup(end.Topic, end.Partition)
		if !ok {
			commit.At = 0
		}
		lag += end.Offset - max(0, commit.At)
	})
	return lag, nil
}

// WaitForLag waits until the group lags on the topics by lag.
func (b *Broker) WaitForLag(ctx context.Context, group string, lag int64, topics ...string) error {
	now := int64(-1)
	err := until(ctx, func() (_ bool, err error) {
		now, err = b.Lag(ctx, group, topics...)
		return now == lag, err
	})
	if err != nil {
		return fmt.Errorf("waiting until %s lags on %v by %d, now by %d: %w", group, topics, lag, now, err)
	}
	return nil
}

// WaitForCommit waits for a group's commit of a topic's first partition to be as
// wanted.
func (b *Broker) WaitForCommit(ctx context.Context, group, topic string, as func(offset int64, metadata string) bool) error {
	last := kadm.OffsetResponse{}
	err := until(ctx, func() (bool, error) {
		commits, err := b.admin.FetchOffsets(ctx, group)
		last, _ = commits.Lookup(topic, 0)
		return err == nil && as(last.At, last.Metadata), err
	})
	if err != nil {
		return fmt.Errorf("waiting for a commit of %s, now at %d with %q: %w", group, last.At, last.Metadata, err)
	}
	return nil
}

// WaitForMembers waits until a group has so many members and is stable.
func (b *Broker) WaitForMembers(ctx context.Context, group string, members int) error {
	last := kadm.DescribedGroup{}
	err := until(ctx, func() (bool, error) {
		groups, err := b.admin.DescribeGroups(ctx, group)
		last = groups[group]
		return last.State == "Stable" && len(last.Members) == members, err
	})
	if err != nil {
		return fmt.Errorf("waiting until %s has %d members, now %d and %s: %w", group, members, len(last.Members), last.State, err)
	}
	return nil
}

// until looks again and again, for a broker does not tell of itself.
func until(ctx context.Context, reached func() (bool, error)) error {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		ok, err := reached()
		if ok {
			return nil
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			if err == nil {
				err = ctx.Err()
			}
			return err
		}
	}
}
