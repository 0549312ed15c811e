package web

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Bounds of a request, which is small and comes from a neighbour.
const (
	readBound  = 5 * time.Second
	writeBound = 20 * time.Second
	idleBound  = 2 * time.Minute
	headBytes  = 16 << 10
)

// Server serves until it is closed.
type Server struct {
	server *http.Server
	at     net.Addr
}

// Listen serves o at address. An error says that it can't be listened there.
func Listen(ctx context.Context, address string, o Options, log *slog.Logger) (*Server, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listening at observe.listen: %w", err)
	}
	s := &Server{at: listener.Addr(), server: &http.Server{
		Handler:     Handler(o),
		ReadTimeout: readBound, ReadHeaderTimeout: readBound, WriteTimeout: writeBound, IdleTimeout: idleBound,
		MaxHeaderBytes: headBytes,
		ErrorLog:       slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}}
	go func() { _ = s.server.Serve(listener) }() // it ends with Close
	return s, nil
}

// Address is where it listens, with the port that was chosen for 0.
func (s *Server) Address() string { return s.at.String() }

// Close ends it, also for who is being answered.
func (s *Server) Close() error { return s.server.Close() }
