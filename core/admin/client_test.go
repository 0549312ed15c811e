package admin_test

import (
	"bufio"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/admin/socket"
	"github.com/drayhq/dray/core/deadletter"
)

func logger() *slog.Logger { return slog.New(slog.DiscardHandler) }

func aSocket(t *testing.T) socket.Place {
	t.Helper()
	return socket.Place{Network: "unix", Address: filepath.Join(t.TempDir(), "a.sock")}
}

// What is asked of a client is asked of the desk, and its answer is the desk's.
func TestAClientIsTheDesk(t *testing.T) {
	letter := deadletter.Letter{ID: "01", Run: "r_1", Class: deadletter.InDoubt, Value: []byte{0, 255, '<'}, Parked: time.Unix(1, 5).UTC()}
	fates := []admin.Fate{{ID: "01", Run: "r_1", Outcome: admin.Delivered, Text: "answered 201"}, {ID: "02", Outcome: admin.Parked}}
	for _, place := range []socket.Place{aSocket(t), {Network: "tcp", Address: "127.0.0.1:0"}} {
		desk := &fakeDesk{store: "/s", letters: []deadletter.Letter{letter}, fates: fates}
		client := serve(t, desk, place)
		ctx, filter := t.Context(), deadletter.Filter{Run: "r_1", NewerThan: time.Unix(3, 0).UTC()}

		status, err := client.Status(ctx)
		want := admin.Status{Version: "v", PID: 1, Store: "/s", Routes: []admin.Route{{Name: "a", Paused: true}}}
		if diff := cmp.Diff(want, status); diff != "" || err != nil {
			t.Errorf("%v (-want +got)\n%s", err, diff)
		}
		letters, err := client.Letters(ctx, filter, 7)
		if diff := cmp.Diff(desk.letters, letters); diff != "" || err != nil {
			t.Errorf("%v (-want +got)\n%s", err, diff)
		}
		got, err := client.Letter(ctx, "0")
		if diff := cmp.Diff(letter, got); diff != "" || err != nil {
			t.Errorf("%v (-want +got)\n%s", err, diff)
		}
		var told []admin.Fate
		tell := func(f admin.Fate) error { told = append(told, f); return nil }
		errs := errors.Join(client.Pause(ctx, "a"), client.Resume(ctx, ""),
			client.Replay(ctx, filter, true, tell), client.Drop(ctx, deadletter.Filter{}, "why", tell))
		if diff := cmp.Diff(append(fates, fates...), told); diff != "" || errs != nil {
			t.Errorf("%v (-want +got)\n%s", errs, diff)
		}
		asked := []any{
			"letters", filter, 7, "letter", "0", "pause", "a", "resume", "",
			"replay", filter, true, "drop", deadletter.Filter{}, "why",
		}
		if diff := cmp.Diff(asked, desk.notes()); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
}

func TestTheDesksErrorsAreTheClients(t *testing.T) {
	desk := &fakeDesk{err: errors.New("disk full"), fates: []admin.Fate{{ID: "01"}}}
	client := serve(t, desk, aSocket(t))
	told := 0
	for _, err := range []error{
		client.Resume(t.Context(), "a"),
		client.Drop(t.Context(), deadletter.Filter{Run: "r"}, "", func(admin.Fate) error { told++; return nil }),
	} {
		if err == nil || err.Error() != "disk full" {
			t.Errorf("got %v", err)
		}
	}
	if told != 1 {
		t.Errorf("%d fates were told of before the error, want 1", told)
	}
	err := client.Pause(t.Context(), "b")
	if unknown, ok := errors.AsType[*admin.UnknownError](err); !ok || unknown.Text != "there is no route b; did you mean bc?" {
		t.Errorf("got %v", err)
	}
	enough := errors.New("enough")
	if err := client.Replay(t.Context(), deadletter.Filter{Run: "r"}, true, func(admin.Fate) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("got %v", err)
	}
}

func TestAProcessThatStopsSaysSo(t *testing.T) {
	place := aSocket(t)
	listener, err := socket.Open(t.Context(), socket.Places{List: []socket.Place{place}, Said: true}, logger())
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	hold := make(chan struct{}, 1)
	hold <- struct{}{}
	desk := &fakeDesk{fates: []admin.Fate{{ID: "01"}, {ID: "02"}}, hold: hold}
	ended := make(chan error, 1)
	go func() { ended <- admin.Serve(ctx, listener, desk, logger()) }()
	client := admin.NewClient(place)
	err = client.Replay(t.Context(), deadletter.Filter{Run: "r"}, true, func(admin.Fate) error { stop(); return nil })
	if err == nil {
		t.Error("a replay that was cut off ended well")
	}
	if err := <-ended; err != nil {
		t.Errorf("serving ended with %v", err)
	}
	if _, err := client.Status(t.Context()); !errors.Is(err, socket.ErrNobody) {
		t.Errorf("got %v", err)
	}
}

func TestConnect(t *testing.T) {
	first, second := aSocket(t), aSocket(t)
	both := socket.Places{List: []socket.Place{first, second}}
	serve(t, &fakeDesk{store: "/a"}, first)
	serve(t, &fakeDesk{store: "/b"}, second)
	for store, want := range map[string]socket.Place{"": first, "/a": first, "/b": second} {
		client, err := admin.Connect(t.Context(), both, store)
		if err != nil || client.Place() != want {
			t.Errorf("for %q: %v, %v", store, client, err)
			continue
		}
		client.Close()
	}
	if _, err := admin.Connect(t.Context(), both, "/c"); !errors.Is(err, socket.ErrNobody) || !strings.Contains(err.Error(), "but a dray that holds /a") {
		t.Errorf("got %v", err)
	}
	said := socket.Places{List: []socket.Place{first}, Said: true}
	if client, err := admin.Connect(t.Context(), said, "/elsewhere/by/another/mount"); err != nil {
		t.Errorf("got %v", err)
	} else {
		client.Close()
	}
	if _, err := admin.Connect(t.Context(), socket.Places{List: []socket.Place{aSocket(t)}}, ""); !errors.Is(err, socket.ErrNobody) {
		t.Errorf("got %v", err)
	}
	if _, err := admin.Connect(t.Context(), socket.Places{Said: true}, ""); !errors.Is(err, socket.ErrNobody) {
		t.Errorf("got %v", err)
	}
}

func TestSomebodyElseAnswers(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		if conn, err := listener.Accept(); err == nil {
			// What comes before the request would be no answer to it.
			_, _ = http.ReadRequest(bufio.NewReader(conn))
			_, _ = conn.Write([]byte("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>"))
			_ = conn.Close()
		}
	}()
	client := admin.NewClient(socket.Place{Network: "tcp", Address: listener.Addr().String()})
	if _, err := client.Status(t.Context()); err == nil || !strings.Contains(err.Error(), "an answer that is not dray's") {
		t.Errorf("got %v", err)
	}
	if err := admin.Serve(t.Context(), nil, nil, logger()); err != nil {
		t.Errorf("serving nowhere: %v", err)
	}
}
