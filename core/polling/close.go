package polling

import (
	"context"
	"fmt"

	"github.com/drayhq/dray/core/port"
	"github.com/drayhq/dray/sdk"
)

// Close waits for what is still to be acknowledged, within ctx. What was claimed and not
// begun Port gives to others by itself. What was acknowledged and is not done stays in
// the inbox; without one Port is told that it failed, for nobody will take it up.
func (s *Source) Close(ctx context.Context) error {
	done := make(chan struct{})
	go func() {
		s.settling.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-ctx.Done():
		return fmt.Errorf("waiting for runs to be acknowledged: %w", ctx.Err())
	}
	if s.Inbox != nil {
		return nil
	}
	for _, c := range s.begun() {
		if err := c.giveUp(ctx); err != nil {
			s.Log.Error("a run stays in progress at Port, for dray ends before it", "run", c.ID, "error", err)
		}
	}
	return nil
}

// begun gives what is acknowledged and not done.
func (s *Source) begun() (out []*claim) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.held {
		if c.mu.TryLock() { // locked: it is being acknowledged, which ended with the drain
			if c.Ours {
				out = append(out, c)
			}
			c.mu.Unlock()
		}
	}
	return out
}

func (c *claim) giveUp(ctx context.Context) error {
	const why = "dray was stopped before this run came to its end, and without store.path nobody goes on with it. " +
		"The pipeline may have started: look there before you run the action again."
	if c.Node {
		return c.source.Port.PatchNode(ctx, c.ID, port.NodeReport{Status: "COMPLETED", Result: "FAILED", Output: map[string]string{"error": why}})
	}
	return c.source.Port.PatchRun(ctx, c.ID, sdk.Report{Status: "FAILURE", Summary: why})
}
