package following

import (
	"context"
	"fmt"

	"github.com/drayhq/dray/core/follow/book"
	"github.com/drayhq/dray/core/gate"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

func find(routes route.Table, name string) (*route.Route, error) {
	for _, r := range routes {
		if r.Name == name {
			return r, nil
		}
	}
	return nil, fmt.Errorf("the config has no route %s any more", name)
}

// fetcher makes requests by the way of a route's runs: its last step's.
func fetcher(routes *route.Live) func(context.Context, string, sdk.Request) (sdk.Reply, error) {
	return func(ctx context.Context, name string, request sdk.Request) (sdk.Reply, error) {
		now := routes.Enter()
		defer now.Leave()
		r, err := find(now.Table, name)
		if err != nil {
			return sdk.Reply{}, err
		}
		links := r.Chain.Links
		if len(links) > 0 {
			if f, ok := links[len(links)-1].Step.(sdk.Fetcher); ok {
				return f.Fetch(ctx, request)
			}
		}
		return sdk.Reply{}, fmt.Errorf("route %s: %w", name, errNoFetch)
	}
}

// renewer makes the request of a run once more, as the chain would now, and sends
// nothing.
func renewer(routes *route.Live, g *gate.Live) func(context.Context, book.Record) (sdk.Request, error) {
	return func(ctx context.Context, record book.Record) (sdk.Request, error) {
		now := routes.Enter()
		defer now.Leave()
		r, err := find(now.Table, record.Route)
		if err != nil {
			return sdk.Request{}, err
		}
		run, _, err := g.Again(intake.NewMessage(record.Source, nil, record.Message, false, nil))
		if err != nil {
			return sdk.Request{}, err
		}
		dry := r.Chain
		dry.DryRun = true
		walk := dry.Do(ctx, run, 0)
		switch {
		case walk.Err != nil:
			return sdk.Request{}, fmt.Errorf("step %s: %w", dry.Name(walk.At), walk.Err)
		case walk.Run.Request == nil:
			return sdk.Request{}, fmt.Errorf("route %s builds no request", r.Name)
		}
		return *walk.Run.Request, nil
	}
}
