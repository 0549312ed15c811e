package following

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"time"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/config/routes"
	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/follow"
	"github.com/drayhq/dray/core/follow/hook"
	"github.com/drayhq/dray/core/follow/poll"
	"github.com/drayhq/dray/core/gate"
	"github.com/drayhq/dray/core/port"
	"github.com/drayhq/dray/core/report/deliver"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/core/store"
)

// Options is what is joined.
type Options struct {
	Config   func() *config.Config // as it is now
	Routes   *route.Live
	Gate     *gate.Live
	Port     *port.Client // nil: nobody could be told, so nothing is followed
	Reporter *deliver.Reporter
	Store    *store.Store // nil: a restart forgets
	Vault    *secret.Vault
	Log      *slog.Logger
}

// Following is a follower and what lets webhooks in. A nil one follows nothing.
type Following struct {
	follower *follow.Follower
	listener net.Listener
	hooks    *hook.Handler
	log      *slog.Logger
	done     chan struct{}
	stop     context.CancelFunc
}

// Open makes what the config asks for, nil where that is nothing. The error says what
// can't be had on this machine.
func Open(ctx context.Context, o Options) (*Following, error) {
	c := o.Config()
	if o.Port == nil {
		if slices.ContainsFunc(c.Routes, follows) {
			o.Log.Warn("pipelines are not followed: without PORT_CLIENT_ID and PORT_CLIENT_SECRET nobody could be told how they end")
		}
		return nil, nil
	}
	hooks, pace := c.Follow.Webhooks, poll.Usual()
	f := &Following{log: o.Log}
	if hooks.Listen != "" {
		var lc net.ListenConfig
		l, err := lc.Listen(ctx, "tcp", hooks.Listen)
		if err != nil {
			return nil, fmt.Errorf("listening for webhooks at follow.webhooks.listen: %w", err)
		}
		f.listener, pace = l, poll.Net()
	}
	options := follow.Options{
		Fetch: fetcher(o.Routes), Renew: renewer(o.Routes, o.Gate), Say: o.Reporter.Say,
		Ended: func(ctx context.Context, id string) (bool, error) {
			run, err := o.Port.Run(ctx, id)
			return run.Ended(), err
		},
		Mask:  func(text string, secrets ...string) string { return o.Vault.With(secrets...).Mask(text) },
		Limit: func(name string) follow.Limit { return limitOf(o.Config(), name) },
		Rate:  c.Follow.Rate, Pace: pace, Now: time.Now, Log: o.Log,
	}
	if o.Store != nil {
		options.Book = o.Store
	}
	f.follower = follow.New(options)
	f.hooks = &hook.Handler{Secret: hooks.Secret, Nudge: f.follower.Nudge, Log: o.Log}
	return f, nil
}

// limitOf gives what a config says of a route, by its name.
func limitOf(c *config.Config, name string) follow.Limit {
	for i := range c.Routes {
		if r := &c.Routes[i]; r.Name == name {
			return follow.Limit{For: r.Follow.For, Rerun: r.Follow.Rerun}
		}
	}
	return follow.Limit{}
}

func follows(r routes.Route) bool { return r.Follow.For > 0 }

// Reporter has a reporter's delivered runs followed.
func (f *Following) Reporter(r *deliver.Reporter) dispatch.Reporter {
	if f == nil {
		return r
	}
	return follow.Reporter{Teller: r, Follower: f.follower}
}

// Start follows until ctx ends, or Close.
func (f *Following) Start(ctx context.Context) {
	if f == nil {
		return
	}
	ctx, f.stop = context.WithCancel(ctx)
	f.done = make(chan struct{})
	if f.listener != nil {
		f.log.Info("listening for CircleCI's webhooks", "address", f.listener.Addr().String())
		go func() {
			if err := hook.Serve(ctx, f.listener, f.hooks, f.log); err != nil {
				f.log.Error("pipelines are followed by polling alone", "error", err)
			}
		}()
	}
	go func() {
		defer close(f.done)
		f.follower.Run(ctx)
	}()
}

// Close ends the following and waits for what is under way.
func (f *Following) Close() error {
	switch {
	case f == nil:
		return nil
	case f.done != nil:
		f.stop()
		<-f.done
	case f.listener != nil:
		return f.listener.Close()
	}
	return nil
}

var errNoFetch = errors.New("its last step can't read what CircleCI shows of a pipeline: it has to be http")
