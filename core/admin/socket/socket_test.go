package socket_test

import (
	"bytes"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/admin/socket"
	"github.com/drayhq/dray/core/config"
)

func unix(path ...string) socket.Place {
	return socket.Place{Network: "unix", Address: filepath.Join(path...)}
}

func TestOf(t *testing.T) {
	tests := []struct {
		name, environ string
		want          socket.Places
	}{
		{"nothing said", "", socket.Places{List: []socket.Place{unix("/run/dray/admin.sock")}}},
		{"a store", "DRAY_STORE_PATH=/s", socket.Places{List: []socket.Place{unix("/run/dray/admin.sock"), unix("/s/admin.sock")}}},
		{"said", "DRAY_ADMIN_LISTEN=unix:/a DRAY_STORE_PATH=/s", socket.Places{List: []socket.Place{unix("/a")}, Said: true}},
		{"loopback", "DRAY_ADMIN_LISTEN=127.0.0.1:1", socket.Places{List: []socket.Place{{Network: "tcp", Address: "127.0.0.1:1"}}, Said: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := config.Load(config.Options{Dir: t.TempDir(), Environ: strings.Fields(tt.environ)})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, socket.Of(c)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func open(t *testing.T, said bool, list ...socket.Place) (net.Listener, string, error) {
	t.Helper()
	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	listener, err := socket.Open(t.Context(), socket.Places{List: list, Said: said}, logger)
	if listener != nil {
		t.Cleanup(func() { _ = listener.Close() })
	}
	return listener, log.String(), err
}

func TestASocketIsItsOwnersAlone(t *testing.T) {
	place := unix(t.TempDir(), "run", "dray", "a.sock")
	if _, _, err := open(t, true, place); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]fs.FileMode{
		place.Address: fs.ModeSocket | 0o600, filepath.Dir(place.Address): fs.ModeDir | 0o700,
	} {
		info, err := os.Stat(path)
		if err != nil || info.Mode() != want {
			t.Errorf("%s: %v, %v, want %v", path, info.Mode(), err, want)
		}
	}
	conn, err := socket.Dial(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.Close()
}

func TestWhatACrashLeftIsRemoved(t *testing.T) {
	place := unix(t.TempDir(), "a.sock")
	left, err := net.ListenUnix("unix", &net.UnixAddr{Name: place.Address})
	if err != nil {
		t.Fatal(err)
	}
	left.SetUnlinkOnClose(false)
	_ = left.Close()
	if _, err := socket.Dial(t.Context(), place); !errors.Is(err, socket.ErrNobody) {
		t.Errorf("got %v", err)
	}
	if _, _, err := open(t, true, place); err != nil {
		t.Errorf("got %v", err)
	}
}

func TestWhereSomebodyAnswersNobodyElseListens(t *testing.T) {
	first, second := unix(t.TempDir(), "a.sock"), unix(t.TempDir(), "b.sock")
	if _, _, err := open(t, false, first, second); err != nil {
		t.Fatal(err)
	}
	_, _, err := open(t, true, first)
	if want := "admin.listen: listening at " + first.String() + ": another dray listens there"; err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	if l, _, err := open(t, false, first, second); err != nil || l.Addr().String() != second.Address {
		t.Errorf("got %v, %v", l, err)
	}
	if l, log, err := open(t, false, first, second); l != nil || err != nil || !strings.Contains(log, "another dray listens there") {
		t.Errorf("got %v, %v\n%s", l, err, log)
	}
	if conn, err := socket.Dial(t.Context(), first); err != nil {
		t.Errorf("the first is gone: %v", err)
	} else {
		_ = conn.Close()
	}
}

func TestWhatIsNoSocketIsLeftAlone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "precious")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for place, want := range map[socket.Place]string{
		unix(file):           "what lies there is no socket",
		unix(file, "a.sock"): "not a directory",
	} {
		if _, _, err := open(t, true, place); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", place, err)
		}
		if l, log, err := open(t, false, place); l != nil || err != nil || !strings.Contains(log, "level=DEBUG") {
			t.Errorf("%s: got %v, %v\n%s", place, l, err, log)
		}
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != "x" {
		t.Errorf("it holds %q, %v", text, err)
	}
}

func TestLoopback(t *testing.T) {
	l, _, err := open(t, true, socket.Place{Network: "tcp", Address: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	conn, err := socket.Dial(t.Context(), socket.Place{Network: "tcp", Address: l.Addr().String()})
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.Close()
	_, _, err = open(t, true, socket.Place{Network: "tcp", Address: "0.0.0.0:0"})
	if err == nil || !strings.Contains(err.Error(), "which is not loopback") {
		t.Errorf("got %v", err)
	}
}
