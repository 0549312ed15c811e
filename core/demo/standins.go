package demo

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
)

// StandIns serves Port's and CircleCI's stand-ins alone, each on its host:port, until
// ctx ends. They know the demo's credentials, and log what they are asked.
func StandIns(ctx context.Context, log *slog.Logger, portAt, circleciAt string) error {
	one := port.New(port.Options{ClientID: clientID, ClientSecret: clientSecret})
	closePort, err := serve(log.With("stand_in", "port"), portAt, one) //nolint:contextcheck // it is closed, not cancelled
	if err != nil {
		return err
	}
	defer closePort()
	other := circleci.New(circleci.Options{Tokens: []string{token}})
	closeCircleCI, err := serve(log.With("stand_in", "circleci"), circleciAt, other) //nolint:contextcheck // as above
	if err != nil {
		return err
	}
	defer closeCircleCI()
	<-ctx.Done()
	return nil
}

func serve(log *slog.Logger, addr string, h http.Handler) (func(), error) {
	server, err := stage.ServeAt(addr, logged(h, log))
	if err != nil {
		return nil, err
	}
	log.Info("serving", "url", server.URL)
	return server.Close, nil
}

// logged says of each request what it was, less what it carried.
func logged(h http.Handler, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Info("asked", "method", r.Method, "path", r.URL.EscapedPath())
		h.ServeHTTP(w, r)
	})
}
