package letters_test

import (
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/app/letters"
	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/event"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/core/store"
	"github.com/drayhq/dray/sdk"
)

// world is a dispatcher without a topic, a store, and a desk for both.
type world struct {
	store *store.Store
	desk  *letters.Desk

	mu   sync.Mutex
	sent int
	sink func(sdk.Run) error // what comes of a run; nil: it is delivered
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{}
	kept, err := store.Open(t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w.store = kept
	log := slog.New(slog.DiscardHandler)
	d := dispatch.New(dispatch.Options{
		Source: nothing{}, Gate: open{}, Reporter: deaf{}, Log: log, Now: time.Now,
		Routes: route.NewLive(route.Table{{
			Name: "r", HoldDoubt: true, Retry: route.Retry{Initial: time.Millisecond, Max: time.Millisecond, Total: 5 * time.Millisecond},
			Chain: chain.Chain{Links: []chain.Link{{Name: "http", Step: w}}},
		}}, nil),
		Limits: dispatch.Limits{InFlight: 8, Unsettled: 8, Waiting: 100, Drain: time.Second},
		Ledger: kept, Shelf: letters.Shelf{Store: kept, Log: log},
	})
	w.desk = letters.New(&letters.Desk{Dispatcher: d, Routes: func() []string { return []string{"r"} }, Vault: secret.NewVault(), Log: log, Store: kept})
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- d.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if err := kept.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// Do is the sink's.
func (w *world) Do(_ context.Context, run sdk.Run) (sdk.Run, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sent++
	if w.sink == nil {
		return run, nil
	}
	return run, w.sink(run)
}

// Preview makes it a step that has an effect.
func (w *world) Preview(_ context.Context, run sdk.Run) (sdk.Run, error) { return run, nil }

// park has a letter kept and gives its id.
func (w *world) park(t *testing.T, l deadletter.Letter) string {
	t.Helper()
	l.Topic, l.Value = "ORG.runs", []byte(l.Run)
	id, err := w.store.Park(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func (w *world) replay(t *testing.T, id string) (fate admin.Fate) {
	t.Helper()
	if err := w.desk.Replay(t.Context(), deadletter.Filter{IDs: []string{id}}, true, func(f admin.Fate) error { fate = f; return nil }); err != nil {
		t.Fatal(err)
	}
	return fate
}

// left waits until done holds for the letters that there are, and gives them.
func (w *world) left(t *testing.T, done func([]deadletter.Letter) bool) []deadletter.Letter {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for bound := time.After(10 * time.Second); ; {
		all, err := w.store.Letters(deadletter.Filter{}, 0, store.Bare)
		if err != nil {
			t.Fatal(err)
		}
		if done(all) {
			return all
		}
		select {
		case <-tick.C:
		case <-bound:
			t.Fatalf("left are %+v", all)
		}
	}
}

type nothing struct{}

func (nothing) Poll(ctx context.Context, _ int) ([]*intake.Message, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

func (nothing) Close(context.Context) error { return nil }

type open struct{}

func (open) Admit(_ context.Context, m *intake.Message) (sdk.Run, event.Envelope, error) {
	run := sdk.Run{ID: string(m.Value), Source: m.Source, Event: map[string]any{}, Request: &sdk.Request{URL: "https://ci.example/"}}
	return run, event.Envelope{}, nil
}

func (o open) Again(m *intake.Message) (sdk.Run, event.Envelope, error) {
	return o.Admit(context.Background(), m)
}

type deaf struct{}

func (deaf) Finish(context.Context, report.Ending) {}
func (deaf) Waiting(report.Waiting)                {}
