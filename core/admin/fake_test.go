package admin_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/admin/socket"
	"github.com/drayhq/dray/core/deadletter"
)

// fakeDesk notes what it is asked for.
type fakeDesk struct {
	store   string
	letters []deadletter.Letter
	fates   []admin.Fate
	hold    chan struct{} // closed, or nil: fates come at once
	err     error         // after the fates

	mu    sync.Mutex
	asked []any
}

func (f *fakeDesk) note(what ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = append(f.asked, what...)
}

func (f *fakeDesk) notes() []any {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.asked)
}

func (f *fakeDesk) Status(context.Context) (admin.Status, error) {
	return admin.Status{Version: "v", PID: 1, Store: f.store, Routes: []admin.Route{{Name: "a", Paused: true}}}, f.err
}

func (f *fakeDesk) Pause(_ context.Context, route string) error {
	f.note("pause", route)
	if route == "b" {
		return admin.UnknownRoute(route, []string{"bc"})
	}
	return f.err
}

func (f *fakeDesk) Resume(_ context.Context, route string) error {
	f.note("resume", route)
	return f.err
}

func (f *fakeDesk) Letters(_ context.Context, filter deadletter.Filter, limit int) ([]deadletter.Letter, error) {
	f.note("letters", filter, limit)
	return f.letters, f.err
}

func (f *fakeDesk) Letter(_ context.Context, id string) (deadletter.Letter, error) {
	f.note("letter", id)
	return f.letters[0], f.err
}

func (f *fakeDesk) Replay(ctx context.Context, filter deadletter.Filter, wait bool, each func(admin.Fate) error) error {
	f.note("replay", filter, wait)
	return f.tell(ctx, each)
}

func (f *fakeDesk) Drop(ctx context.Context, filter deadletter.Filter, reason string, each func(admin.Fate) error) error {
	f.note("drop", filter, reason)
	return f.tell(ctx, each)
}

func (f *fakeDesk) tell(ctx context.Context, each func(admin.Fate) error) error {
	for _, fate := range f.fates {
		if f.hold != nil {
			select {
			case <-f.hold:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		if err := each(fate); err != nil {
			return err
		}
	}
	return f.err
}

// serve has desk answer at a place until the test ends, and gives a client of it.
func serve(t *testing.T, desk admin.Desk, place socket.Place) *admin.Client {
	t.Helper()
	listener, err := socket.Open(t.Context(), socket.Places{List: []socket.Place{place}, Said: true}, logger())
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- admin.Serve(ctx, listener, desk, logger()) }()
	place.Address = listener.Addr().String()
	client := admin.NewClient(place)
	t.Cleanup(func() {
		client.Close()
		stop()
		if err := <-ended; err != nil {
			t.Errorf("serving ended with %v", err)
		}
	})
	return client
}
