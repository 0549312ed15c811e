package page

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
	maxConns  = 32
	maxHeader = 16 << 10 // bytes
	headBound = 5 * time.Second
	sayBound  = 2 * maxWait // from the end of a request's header to that of its answer
	stopBound = time.Second
)

// Serve serves handler at listener until ctx ends, and closes it.
func Serve(ctx context.Context, listener net.Listener, handler http.Handler, log *slog.Logger) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: headBound, WriteTimeout: sayBound, IdleTimeout: time.Minute, MaxHeaderBytes: maxHeader,
		BaseContext: func(net.Listener) context.Context { return ctx }, // so that a stop waits for no query
		ErrorLog:    slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	stopped := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(stopped)
		bound, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopBound)
		defer cancel()
		_ = errors.Join(server.Shutdown(bound), server.Close()) // who is still being answered is cut off
	})
	err := server.Serve(netutil.LimitListener(listener, maxConns))
	if stop() { // it ended by itself
		return fmt.Errorf("serving the page at %s: %w", listener.Addr(), errors.Join(err, server.Close()))
	}
	<-stopped
	return nil
}
