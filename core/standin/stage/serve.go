package stage

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// Server is a stand-in that is being served.
type Server struct {
	URL string // http://HOST:PORT

	http *http.Server
	stop context.CancelFunc
	done chan struct{}
}

// Serve serves h on a free port of the loopback until Close.
func Serve(h http.Handler) (*Server, error) { return ServeAt("127.0.0.1:0", h) }

// ServeAt serves h on an address, host:port, until Close.
func ServeAt(addr string, h http.Handler) (*Server, error) {
	var lc net.ListenConfig
	ctx, stop := context.WithCancel(context.Background())
	l, err := lc.Listen(ctx, "tcp", addr)
	if err != nil {
		stop()
		return nil, fmt.Errorf("listening on %s: %w", addr, err)
	}
	s := &Server{
		URL: "http://" + l.Addr().String(),
		http: &http.Server{
			Handler:           h,
			ReadHeaderTimeout: 10 * time.Second,
			BaseContext:       func(net.Listener) context.Context { return ctx },
		},
		stop: stop,
		done: make(chan struct{}),
	}
	go func() {
		defer close(s.done)
		_ = s.http.Serve(l) // its error is that it was closed
	}()
	return s, nil
}

// Close ends the server and what hangs in it.
func (s *Server) Close() {
	s.stop()
	_ = s.http.Close()
	<-s.done
}
