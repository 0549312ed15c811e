//go:build !lean

package watch

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/observe/metrics"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/core/store"
)

// scene is what there is to be seen.
type scene struct {
	names []string // of the routes

	mu       sync.Mutex
	actors   Actors
	stopping bool
}

// See changes what there is to be seen.
func (w *Watch) See(change func(*Actors)) {
	if w == nil {
		return
	}
	w.scene.mu.Lock()
	defer w.scene.mu.Unlock()
	change(&w.scene.actors)
}

// Stopping says that nothing new is taken up any more.
func (w *Watch) Stopping() {
	if w == nil {
		return
	}
	w.scene.mu.Lock()
	defer w.scene.mu.Unlock()
	w.scene.stopping = true
}

func (s *scene) look() (actors Actors, stopping bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.actors, s.stopping
}

// Alive says why dray should be started anew.
func (w *Watch) Alive(context.Context) error {
	actors, _ := w.scene.look()
	if actors.Dispatcher == nil {
		return nil
	}
	return actors.Dispatcher.Alive()
}

// Ready says why dray takes up no runs, with secrets masked.
func (w *Watch) Ready(ctx context.Context) error {
	actors, stopping := w.scene.look()
	err := ready(ctx, actors, stopping)
	if err == nil && actors.Port != nil {
		err = actors.Port(ctx)
	}
	if err != nil {
		err = errors.New(w.vault.Mask(err.Error()))
	}
	return err
}

// ready says so as far as nobody has to be asked.
func ready(ctx context.Context, actors Actors, stopping bool) error {
	if stopping {
		return errors.New("stopping")
	}
	if actors.Store != nil {
		if err := actors.Store.Healthy(); err != nil {
			return err
		}
	}
	if actors.Polling != nil {
		return actors.Polling.Err()
	}
	if actors.Source == nil {
		return errors.New("starting: Kafka's brokers and credentials are not known yet, Port is asked for them")
	}
	return actors.Source.Ready(ctx)
}

// live gives what is true now.
func (w *Watch) live() metrics.Live {
	ctx := context.Background() // nobody is asked
	actors, stopping := w.scene.look()
	l := metrics.Live{Ready: ready(ctx, actors, stopping) == nil}
	l.Unsettled, l.Oldest = w.unsettled.state(time.Now())
	var state dispatch.State
	if actors.Dispatcher != nil {
		state = actors.Dispatcher.State()
	}
	l.InFlight, l.Begun, l.Waiting = state.OnSlots, state.Begun, state.Waiting
	table, leave := w.routes(actors)
	defer leave()
	for _, r := range table {
		l.Routes = append(l.Routes, metrics.Route{
			Name: r.Name, Queued: state.Counts.Routes[r.Name], Paused: state.Frozen || slices.Contains(state.Routes, r.Name),
			Away: r.Chain.Ready(ctx) != nil,
		})
	}
	if actors.Polling == nil { // before there is a consumer Kafka is not ready either
		l.Kafka = kafka(ctx, actors.Source)
	}
	if actors.Store != nil {
		l.Store = held(actors.Store)
	}
	if actors.Reporter != nil {
		told := metrics.Port(actors.Reporter.State())
		l.Port = &told
	}
	return l
}

// routes gives those in force, which stay open until leave is called: before there are
// any, the names of the config.
func (w *Watch) routes(actors Actors) (table route.Table, leave func()) {
	if actors.Routes != nil {
		edition := actors.Routes.Enter()
		return edition.Table, edition.Leave
	}
	for _, name := range w.scene.names {
		table = append(table, &route.Route{Name: name})
	}
	return table, func() {}
}

func kafka(ctx context.Context, source *intake.Consumer) *metrics.Kafka {
	if source == nil {
		return &metrics.Kafka{}
	}
	stats := source.Stats()
	k := &metrics.Kafka{
		Ready: source.Ready(ctx) == nil, Refused: stats.Refused, Rebalances: stats.Rebalances,
		Lost: stats.Lost, Commits: stats.Commits, FailedCommits: stats.FailedCommits,
	}
	for _, p := range stats.Partitions {
		k.Partitions = append(k.Partitions, metrics.Partition(p))
	}
	return k
}

func held(s *store.Store) *metrics.Store {
	stats := s.Stats()
	out := &metrics.Store{
		Healthy: s.Healthy() == nil, Letters: map[string]int{},
		Intents: stats.Intents, Results: stats.Results, Pending: stats.Pending, FileBytes: stats.FileBytes,
	}
	for class, n := range stats.Classes {
		out.Letters[string(class)] = n
	}
	return out
}
