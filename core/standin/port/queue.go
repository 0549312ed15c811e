package port

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// queue is what is pending, oldest first, and what was.
type queue struct {
	offers []*offer
	acked  map[string]bool
}

type offer struct {
	id     string
	raw    []byte
	hidden time.Time // until when it is another's
}

func (s *state) pending(call Call) *queue {
	if call == ClaimRuns || call == AckRun {
		return &s.pendingRuns
	}
	return &s.pendingNodes
}

func (q *queue) offer(id string, raw []byte) {
	q.offers = append(q.offers, &offer{id: id, raw: slices.Clone(raw)})
}

// claim gives up to limit of what nobody has now, and hides it for a while.
func (q *queue) claim(limit int, now time.Time, hide time.Duration) (taken [][]byte) {
	for _, offer := range q.offers {
		if len(taken) == limit {
			break
		}
		if !now.Before(offer.hidden) {
			offer.hidden = now.Add(hide)
			taken = append(taken, offer.raw)
		}
	}
	return taken
}

// ack takes ids out, and says of how many this was so, and whether one was out before.
func (q *queue) ack(ids []string) (count int, before bool) {
	for _, id := range ids {
		i := slices.IndexFunc(q.offers, func(o *offer) bool { return o.id == id })
		before = before || i < 0 && q.acked[id]
		if i < 0 || id == "" {
			continue
		}
		if q.acked == nil {
			q.acked = make(map[string]bool)
		}
		q.acked[id] = true
		q.offers = slices.Delete(q.offers, i, i+1)
		count++
	}
	return count, before
}

// Acked says whether the run or the node's run was acknowledged.
func (s *Server) Acked(id string) (acked bool) {
	s.state.Do(func(state *state) { acked = state.pendingRuns.acked[id] || state.pendingNodes.acked[id] })
	return acked
}

// WaitAcked waits until so many runs and nodes' runs were acknowledged. Its error is ctx's.
func (s *Server) WaitAcked(ctx context.Context, runs int) error {
	acked := 0
	err := s.state.Wait(ctx, func(state *state) bool {
		acked = len(state.pendingRuns.acked) + len(state.pendingNodes.acked)
		return acked >= runs
	})
	if err != nil {
		return fmt.Errorf("%d of %d runs were acknowledged: %w", acked, runs, err)
	}
	return nil
}
