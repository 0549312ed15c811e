package socket

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
)

// Open listens at the first place that can be had. Where the config names none,
// none is needed: it gives nil then, and says so to log. Where the config does,
// the error says what is in the way, and is a mistake in the config.
func Open(ctx context.Context, places Places, log *slog.Logger) (net.Listener, error) {
	var errs []error
	for _, place := range places.List {
		listener, err := listen(ctx, place)
		if err == nil {
			log.Debug("can be told what to do", "listen", place.String())
			return listener, nil
		}
		errs = append(errs, fmt.Errorf("listening at %s: %w", place, err))
	}
	if places.Said && len(errs) > 0 {
		return nil, fmt.Errorf("admin.listen: %w", errors.Join(errs...))
	}
	log.Debug("can't be told what to do while it runs: set admin.listen", "error", errors.Join(errs...))
	return nil, nil //nolint:nilnil // to listen nowhere is no error
}

func listen(ctx context.Context, place Place) (net.Listener, error) {
	if place.Network == "unix" {
		return listenUnix(ctx, place)
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, place.Network, place.Address)
	if err != nil {
		return nil, err
	}
	if tcp, ok := listener.Addr().(*net.TCPAddr); !ok || !tcp.IP.IsLoopback() {
		_ = listener.Close()
		return nil, fmt.Errorf("it stands for %s here, which is not loopback", listener.Addr())
	}
	return listener, nil
}

// listenUnix makes a socket that its owner and root alone can use. One that a
// crash has left is in the way, and is removed; one at which somebody answers isn't.
func listenUnix(ctx context.Context, place Place) (net.Listener, error) {
	dir := filepath.Dir(place.Address)
	// Only who runs dray, and root, has business there.
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	var listener net.Listener
	err := alone(dir, func() error {
		if err := vacate(ctx, place); err != nil {
			return err
		}
		var err error
		config := net.ListenConfig{Control: private}
		if listener, err = config.Listen(ctx, "unix", place.Address); err != nil {
			return err
		}
		return os.Chmod(place.Address, 0o600)
	})
	if err != nil && listener != nil {
		_ = listener.Close()
	}
	return listener, err
}

func vacate(ctx context.Context, place Place) error {
	info, err := os.Lstat(place.Address)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode().Type() != fs.ModeSocket:
		return errors.New("what lies there is no socket; move it, or name another place")
	}
	conn, err := Dial(ctx, place)
	switch {
	case err == nil:
		_ = conn.Close()
		return errors.New("another dray listens there")
	case errors.Is(err, ErrNobody):
		return os.Remove(place.Address)
	default:
		return err
	}
}
