package polling_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/polling"
	"github.com/drayhq/dray/core/port"
	"github.com/drayhq/dray/sdk"
)

// fake is Port: it hides what it gave for as long as it was asked to.
type fake struct {
	mu      sync.Mutex
	pending map[string]time.Time // until when a run is hidden
	acked   map[string]bool
	told    map[string]string // statuses
	claims  int
	nodes   int    // claims of them
	node    string // the id of the only one; "": the endpoint is missing
	limits  []int
	fail    error                                // of claims
	ack     func(id string, n int) (bool, error) // of the n-th acknowledgement; nil: as Port does
	asked   map[string]int
	slow    time.Duration // that a report takes
}

func newFake(ids ...string) *fake {
	f := &fake{pending: map[string]time.Time{}, acked: map[string]bool{}, told: map[string]string{}, asked: map[string]int{}}
	f.offer(ids...)
	return f
}

func (f *fake) offer(ids ...string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, id := range ids {
		f.pending[id] = time.Time{}
	}
}

func (f *fake) set(change func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change()
}

func (f *fake) ClaimRuns(_ context.Context, limit int, visible time.Duration) (out []json.RawMessage, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.claims++
	f.limits = append(f.limits, limit)
	for _, id := range slices.Sorted(maps.Keys(f.pending)) {
		if f.fail == nil && len(out) < limit && time.Now().After(f.pending[id]) && !f.acked[id] {
			f.pending[id] = time.Now().Add(visible)
			out = append(out, json.RawMessage(`{"id":"`+id+`","payload":{"agent":true,"body":{}}}`))
		}
	}
	return out, f.fail
}

func (f *fake) ClaimNodes(context.Context, int, time.Duration) ([]json.RawMessage, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.nodes++; f.node != "" && f.nodes == 1 {
		return []json.RawMessage{json.RawMessage(`{"identifier":"` + f.node + `","node":{"config":{"type":"WEBHOOK","agent":true}}}`)}, nil
	}
	return nil, errors.New("Port answered 404")
}

func (f *fake) AckRun(_ context.Context, id string) (bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked[id]++
	if f.ack != nil {
		return f.ack(id, f.asked[id])
	}
	ours := !f.acked[id]
	f.acked[id] = true
	return ours, nil
}

func (f *fake) AckNode(ctx context.Context, id string) (bool, error) {
	return f.AckRun(ctx, "node "+id)
}

func (f *fake) PatchRun(ctx context.Context, id string, report sdk.Report) error {
	select {
	case <-time.After(f.slow):
	case <-ctx.Done():
		return ctx.Err()
	}
	f.set(func() { f.told[id] = report.Status + " " + report.Summary })
	return nil
}

func (f *fake) PatchNode(_ context.Context, id string, report port.NodeReport) error {
	f.set(func() { f.told["node "+id] = report.Status + " " + report.Result })
	return nil
}

// box is an inbox in memory.
type box struct {
	mu   sync.Mutex
	held map[string][]byte
}

func (b *box) Claim(_ context.Context, run string, record []byte) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.held[run] = record
	return nil
}

func (b *box) Unclaim(_ context.Context, run string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.held, run)
	return nil
}

func (b *box) Claimed(each func([]byte) error) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, id := range slices.Sorted(maps.Keys(b.held)) {
		if err := each(b.held[id]); err != nil {
			return err
		}
	}
	return nil
}

func how() config.Polling {
	return config.Polling{
		Enabled: true, Interval: 5 * time.Second, Batch: 2, Visibility: 90 * time.Second,
		Backoff: config.PollingBackoff{Initial: time.Second, Max: 4 * time.Second, Factor: 2},
	}
}

func open(t *testing.T, f *fake, inbox polling.Inbox, change func(*config.Polling)) *polling.Source {
	t.Helper()
	h := how()
	if change != nil {
		change(&h)
	}
	s, err := polling.Open(polling.Options{Port: f, How: h, Inbox: inbox, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// poll gives the next messages, and fails the test if there are none within an hour.
func poll(t *testing.T, s *polling.Source) []*intake.Message {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	out, err := s.Poll(ctx, 256)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
