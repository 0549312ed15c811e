package letters

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"slices"
	"time"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/dlq"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/core/store"
)

// Desk is the running dray as a person can ask it for things. All members but
// those that say so are needed.
type Desk struct {
	Dispatcher *dispatch.Dispatcher
	Routes     func() []string // that there are now
	Version    string
	Started    time.Time
	Vault      *secret.Vault
	Log        *slog.Logger

	Store *store.Store // nil: no letters are kept
	Dir   string       // the store's
	// Tell has Port told of a dropped letter; nil: Port can't be told.
	Tell func(ctx context.Context, letter deadletter.Letter, reason string) (string, error)

	busy  busy
	asked chan struct{} // somebody wants a letter replayed and doesn't wait
}

// New makes a desk of what is set in d.
func New(d *Desk) *Desk {
	d.asked = make(chan struct{}, 1)
	return d
}

var _ admin.Desk = (*Desk)(nil)

var errBusy = errors.New("it is being replayed or dropped right now")

// Status says how the process is.
func (d *Desk) Status(context.Context) (admin.Status, error) {
	state := d.Dispatcher.State()
	s := admin.Status{
		Version: d.Version, PID: os.Getpid(), Started: d.Started, Store: d.Dir,
		InFlight: state.OnSlots, Unsettled: state.Begun, Waiting: state.Waiting + state.Queued,
	}
	for _, name := range d.Routes() {
		paused := state.Frozen || slices.Contains(state.Routes, name)
		s.Routes = append(s.Routes, admin.Route{Name: name, Paused: paused})
	}
	if d.Store != nil {
		s.Letters = d.Store.Stats().Letters
	}
	return s, nil
}

// Pause has a route begin nothing new; "" is every route.
func (d *Desk) Pause(_ context.Context, route string) error {
	return d.known(route, func() {
		d.Dispatcher.Freeze(route)
		d.Log.Warn("paused: nothing new is sent until it is resumed", "route", route)
	})
}

// Resume ends a pause; "" is every route.
func (d *Desk) Resume(_ context.Context, route string) error {
	return d.known(route, func() {
		d.Dispatcher.Thaw(route)
		d.Log.Info("resumed", "route", route)
	})
}

func (d *Desk) known(route string, do func()) error {
	if routes := d.Routes(); route != "" && !slices.Contains(routes, route) {
		return admin.UnknownRoute(route, routes)
	}
	do()
	return nil
}

// Letters gives letters without Value, oldest first.
func (d *Desk) Letters(ctx context.Context, filter deadletter.Filter, limit int) ([]deadletter.Letter, error) {
	if d.Store == nil {
		return nil, dlq.ErrNoStore
	}
	return d.shelf().Letters(ctx, filter, limit)
}

// Letter gives a whole letter.
func (d *Desk) Letter(ctx context.Context, id string) (deadletter.Letter, error) {
	if d.Store == nil {
		return deadletter.Letter{}, dlq.ErrNoStore
	}
	return d.shelf().Letter(ctx, id)
}

// Drop removes letters and has Port told.
func (d *Desk) Drop(ctx context.Context, filter deadletter.Filter, reason string, each func(admin.Fate) error) error {
	if d.Store == nil {
		return dlq.ErrNoStore
	}
	return d.shelf().Drop(ctx, filter, reason, each)
}

func (d *Desk) shelf() dlq.Shelf {
	return dlq.Shelf{Store: d.Store, Tell: d.Tell, Hold: func(id string) (func(), error) {
		if !d.busy.take(id) {
			return nil, errBusy
		}
		return func() { d.busy.leave(id) }, nil
	}}
}
