package intake

import (
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Stats is a consumer in numbers.
type Stats struct {
	Rebalances    int64 // assignments that this member got
	Lost          int64 // partitions that went without a farewell
	Commits       int64
	FailedCommits int64
	Partitions    []PartitionStats // that are ours
	Refused       bool             // a broker doesn't take our credentials, or hangs up on them
}

// PartitionStats is one partition in numbers.
type PartitionStats struct {
	Topic  string
	Number int32
	Lag    int64 // messages from the first that isn't settled to the end, as far as is known
}

// Stats gives the numbers as they are known, and asks nobody.
func (c *Consumer) Stats() Stats {
	s := Stats{
		Rebalances: c.counts.rebalances.Load(), Lost: c.counts.lost.Load(),
		Commits: c.counts.commits.Load(), FailedCommits: c.counts.failed.Load(),
	}
	s.Refused = c.options.Kafka.SASL.Mechanism != "" && refused(c.trouble.Err())
	for _, p := range c.leases.All() {
		if next, known := p.Settled(); known {
			lag := max(0, c.ends.of(p.Topic, p.Number)-next)
			s.Partitions = append(s.Partitions, PartitionStats{Topic: p.Topic, Number: p.Number, Lag: lag})
		}
	}
	return s
}

// refused says whether a broker refuses who we say to be. Some say so, some hang up.
func refused(err error) bool {
	_, hungUp := errors.AsType[*kgo.ErrFirstReadEOF](err)
	return hungUp || errors.Is(err, io.EOF) || errors.Is(err, kerr.SaslAuthenticationFailed) ||
		errors.Is(err, kerr.UnsupportedSaslMechanism) || errors.Is(err, kerr.IllegalSaslState)
}

// KeepEnds asks the brokers now and then where the partitions end, until ctx ends:
// a fetch says so too, but while fetching is paused there is none.
func (c *Consumer) KeepEnds(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		bound, cancel := context.WithTimeout(ctx, every)
		listed, err := c.admin.ListCommittedOffsets(bound, c.options.topics()...)
		cancel()
		if err != nil {
			continue // trouble with brokers is told elsewhere
		}
		for topic, partitions := range listed {
			for number, end := range partitions {
				if end.Err == nil {
					c.ends.seen(topic, number, end.Offset)
				}
			}
		}
	}
}

// counts are of what has happened.
type counts struct{ rebalances, lost, commits, failed atomic.Int64 }

func (c *counts) committed(err error) {
	if err != nil {
		c.failed.Add(1)
		return
	}
	c.commits.Add(1)
}

// ends are where partitions end, as was heard last. Its zero value is empty.
type ends struct {
	mu sync.Mutex
	at map[place]int64
}

type place struct {
	topic  string
	number int32
}

func (e *ends) seen(topic string, number int32, end int64) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.at == nil {
		e.at = map[place]int64{}
	}
	e.at[place{topic, number}] = end
}

func (e *ends) of(topic string, number int32) int64 {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.at[place{topic, number}]
}
