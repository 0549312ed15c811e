package admin

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/net/netutil"
)

const (
	maxConns  = 64       // at once; each that waits for a replay holds one
	maxHeader = 16 << 10 // bytes
	maxBody   = 4 << 20  // bytes: some 100,000 ids
	readBound = 10 * time.Second
	sayBound  = 30 * time.Second // for an answer, or for the next line of one
	stopBound = time.Second
)

// Serve answers at listener for desk until ctx ends, and closes it. Where there
// is no listener it has nothing to do.
func Serve(ctx context.Context, listener net.Listener, desk Desk, log *slog.Logger) error {
	if listener == nil {
		return nil
	}
	server := &http.Server{
		Handler:           Handler(desk, listener.Addr().Network() != "unix"),
		ReadHeaderTimeout: readBound, IdleTimeout: time.Minute, MaxHeaderBytes: maxHeader,
		// Who waits for a replay is not to hold up a stop.
		BaseContext: func(net.Listener) context.Context { return ctx },
		ErrorLog:    slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		bound, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopBound)
		defer cancel()
		stopped <- errors.Join(ignore(server.Shutdown(bound)), server.Close())
	})
	err := server.Serve(netutil.LimitListener(listener, maxConns))
	if stop() { // it ended by itself
		return fmt.Errorf("serving the admin interface at %s: %w", listener.Addr(), errors.Join(err, server.Close()))
	}
	return <-stopped
}

// ignore leaves out that somebody was still being answered: closing ends that.
func ignore(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return nil
	}
	return err
}
