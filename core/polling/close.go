package polling

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/drayhq/dray/core/port"
	"github.com/drayhq/dray/sdk"
)

// atOnce is how many runs Port is told of at a time.
const atOnce = 64

// Close waits for what is still to be acknowledged, within ctx. What was claimed and not
// begun Port gives to others by itself. What was acknowledged and is not done stays in
// the inbox; without one Port is told that it failed, for nobody will take it up.
func (s *Source) Close(ctx context.Context) (err error) {
	done := make(chan struct{})
	go func() {
		s.settling.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-ctx.Done(): // whose run stays in progress is still to be said
		err = fmt.Errorf("waiting for runs to be acknowledged: %w", ctx.Err())
	}
	if s.Inbox != nil {
		return err
	}
	var all sync.WaitGroup
	free := make(chan struct{}, atOnce)
	for _, c := range s.all() {
		free <- struct{}{}
		all.Go(func() {
			defer func() { <-free }()
			if err := c.giveUp(ctx); err != nil {
				s.Log.Error("a run stays in progress at Port, for dray ends before it", "run", c.ID, "error", err)
			}
		})
	}
	all.Wait()
	return err
}

// all gives what is held.
func (s *Source) all() []*claim {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Values(s.held))
}

// giveUp tells Port of the run's end if it is, or may be, acknowledged.
func (c *claim) giveUp(ctx context.Context) error {
	if c.done.Load() {
		return nil
	}
	c.mu.Lock() // whoever was at it ended with the drain
	defer c.mu.Unlock()
	if !c.Ours && (!c.unsure || c.hiddenFor() <= 0) {
		return nil
	}
	const why = "dray was stopped before this run came to its end, and without store.path nobody goes on with it. " +
		"The pipeline may have started: look there before you run the action again."
	if c.Node {
		return c.source.Port.PatchNode(ctx, c.ID, port.NodeReport{Status: "COMPLETED", Result: "FAILED", Output: map[string]string{"error": why}})
	}
	return c.source.Port.PatchRun(ctx, c.ID, sdk.Report{Status: "FAILURE", Summary: why})
}
