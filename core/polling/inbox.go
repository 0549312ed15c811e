package polling

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// Inbox keeps what was acknowledged and is not done with: Port won't give it again. See
// core/store.
type Inbox interface {
	// Claim returns once the record is on disk, in place of the run's before.
	Claim(ctx context.Context, run string, record []byte) error
	Unclaim(ctx context.Context, run string) error
	// Claimed calls each for all records, which it must not keep.
	Claimed(each func(record []byte) error) error
}

// record is what of a claim outlasts the process.
type record struct {
	ID      string
	Node    bool
	Offset  int64
	Made    time.Time
	Message []byte
	Since   time.Time // when it was claimed
	Ours    bool      // it is acknowledged
}

// restore takes up what was under way when the process before ended.
func (s *Source) restore() error {
	if s.Inbox == nil {
		return nil
	}
	err := s.Inbox.Claimed(func(text []byte) error {
		c := &claim{source: s, kind: s.runs}
		if err := json.Unmarshal(text, &c.record); err != nil {
			s.Log.Error("a run that was under way can't be read from the store: look for it at Port", "error", err)
			return nil
		}
		if c.Node {
			c.kind = s.nodes
		}
		// Whether Port heard of it before the end, nobody knows.
		c.unsure = !c.Ours
		c.since.Store(&c.Since)
		s.held[c.ID] = c
		s.last = max(s.last, c.Offset)
		s.restored = append(s.restored, c)
		return nil
	})
	if err != nil {
		return fmt.Errorf("taking up the runs that were under way: %w", err)
	}
	if n := len(s.restored); n > 0 {
		s.Log.Info("going on with runs that were acknowledged before", "count", n)
	}
	return nil
}

// keep writes the claim down; a store that can't be written is waited for.
func (c *claim) keep(ctx context.Context) error {
	if c.source.Inbox == nil {
		return nil
	}
	c.Since = *c.since.Load()
	text, err := json.Marshal(c.record)
	if err != nil {
		return fmt.Errorf("writing down a claimed run: %w", err)
	}
	_, err = backoff.Retry(ctx, func() (struct{}, error) {
		return struct{}{}, c.source.Inbox.Claim(ctx, c.ID, text)
	}, backoff.WithMaxElapsedTime(0))
	return err
}

// forget has the claim no longer outlast the process. A run that is taken up again for
// want of it is one that the ledger knows.
func (c *claim) forget(ctx context.Context) {
	if c.source.Inbox == nil {
		return
	}
	if err := c.source.Inbox.Unclaim(ctx, c.ID); err != nil {
		c.source.Log.Warn("a run that is done with stays in the store, and is looked at again after a restart", "run", c.ID, "error", err)
	}
}
