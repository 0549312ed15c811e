//go:build !lean

package watch

import (
	"context"
	"errors"
	"time"

	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/observe/web"
)

// closeBound is how long the collector of traces may take for the last ones.
const closeBound = 3 * time.Second

// endsEvery is how often brokers are asked where partitions end.
const endsEvery = 10 * time.Second

// Follow keeps up with how much lies ahead of a consumer, until ctx ends.
func (w *Watch) Follow(ctx context.Context, source *intake.Consumer) {
	if w != nil && w.metrics != nil {
		go source.KeepEnds(ctx, endsEvery)
	}
}

// Open serves the pages. They say that dray stops once ctx ends; what is given ends
// them, and sends the last traces.
func (w *Watch) Open(ctx context.Context) (closed func() error, err error) {
	if w == nil {
		return func() error { return nil }, nil
	}
	var server *web.Server
	if w.listen != "" {
		server, err = web.Listen(ctx, w.listen, web.Options{
			Metrics: w.metrics.Handler(), Alive: w.Alive, Ready: w.Ready,
		}, w.log)
		if err != nil {
			return nil, err
		}
		w.log.InfoContext(ctx, "how dray is can be seen", "at", "http://"+server.Address(), "pages", []string{"/metrics", "/healthz", "/readyz"})
	}
	unhook := context.AfterFunc(ctx, w.Stopping)
	return func() error {
		unhook()
		var errs []error
		if w.tracer != nil {
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeBound)
			defer cancel()
			errs = append(errs, w.tracer.Close(last))
		}
		if server != nil {
			errs = append(errs, server.Close())
		}
		return errors.Join(errs...)
	}, nil
}
