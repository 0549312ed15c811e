package play

import (
	"context"
	"slices"

	"github.com/drayhq/dray/core/app/table"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/config/routes"
	"github.com/drayhq/dray/core/explain"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/plugins/jq"
	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/sdk"
)

// Options is what a [Bench] works with.
type Options struct {
	Config    *config.Config
	Env       sdk.Env           // what steps get; its Environ is all that a mapping may read unasked
	Explainer explain.Explainer // but for its routes
	Mapping   string            // what the mapping is called in messages
}

// Bench explains events by a config's routes with another mapping, and with modules left
// out or added. It is safe for concurrent use. Make it with [New].
type Bench struct {
	Options
	opener *table.Opener
	config route.Table // as the config has them, so that what steps hold stays open
	shelf  shelf
}

// New opens the config's routes, but for their mapping. An error is a mistake in the config.
func New(ctx context.Context, o Options) (*Bench, error) {
	b := &Bench{Options: o, opener: table.NewOpener(true)}
	var err error
	b.config, err = b.open(ctx, Query{Mapping: noMapping}, "", nil)
	return b, err
}

// noMapping is a mapping that no event matches.
var noMapping = Document("[]")

// Close closes all that was opened.
func (b *Bench) Close() error {
	b.shelf.close()
	return b.config.Close()
}

// Explain shows what would become of the query's event, up to where it would be sent, or
// what can't be used of the query.
func (b *Bench) Explain(ctx context.Context, q Query) (explain.Explanation, *Fault) {
	x, f := b.explain(ctx, q)
	if f != nil {
		f.Text = b.Explainer.Secrets.Mask(f.Text)
	}
	return x, f
}

func (b *Bench) explain(ctx context.Context, q Query) (x explain.Explanation, f *Fault) {
	e, dropped := b.Explainer, q.dropped()
	if e.Response, f = q.check(); f != nil {
		return x, f
	}
	at := ""
	if len(dropped) > 0 {
		at = b.routeOf(ctx, q)
	}
	var err error
	if e.Routes, err = b.open(ctx, q, at, dropped); err != nil {
		return x, opening(err, dropped)
	}
	defer b.shelf.put(key(dropped), e.Routes)
	return e.Explain(ctx, "event", q.Event), nil
}

// routeOf gives the name of the route that the event takes, for modules that were dropped
// are compiled for that one only.
func (b *Bench) routeOf(ctx context.Context, q Query) string {
	e := b.Explainer
	var err error
	if e.Routes, err = b.open(ctx, Query{Mapping: noMapping, Env: q.Env}, "", nil); err != nil {
		return "" // and again, for the one who asks for the routes to tell of
	}
	defer func() { _ = e.Routes.Close() }() // nothing was sent
	return e.Explain(ctx, "event", q.Event).Route
}

// open opens the routes for a query, with dropped modules in the route called at. What
// is as it was for a query before is taken over.
func (b *Bench) open(ctx context.Context, q Query, at string, dropped []Module) (route.Table, error) {
	cfg := *b.Config
	cfg.Routes = slices.Clone(cfg.Routes)
	for i, r := range cfg.Routes {
		chain := make([]routes.Stage, len(r.Chain))
		for k, stage := range r.Chain {
			chain[k] = stage.Then(b.mapped(q))
		}
		if r.Name == at {
			chain = slices.Insert(chain, seat(chain), stages(dropped)...)
		}
		cfg.Routes[i].Chain = chain
	}
	env := b.Env
	env.Environ = slices.Clone(env.Environ)
	for name, value := range q.Env {
		env.Environ = append(env.Environ, name+"="+value)
	}
	opened, err := b.opener.Open(ctx, &cfg, env)
	for i, r := range opened {
		first := seat(b.Config.Routes[i].Chain)
		for k, link := range r.Chain.Links {
			group, ok := link.Step.(sdk.Group)
			if own := r.Name != at || k < first || k >= first+len(dropped); ok && own {
				r.Chain.Links[k].Step = some{group, q}
			}
		}
	}
	return opened, err
}

// mapped has a jq step take the query's mapping.
func (b *Bench) mapped(q Query) func(into any) {
	return func(into any) {
		if settings, ok := into.(*jq.Settings); ok {
			settings.Mapping, settings.Read = b.Mapping, func() []byte { return q.Mapping }
		}
	}
}

// seat gives the index in a chain where dropped modules come: behind all that make or
// rewrite the request freely.
func seat(chain []routes.Stage) int {
	for i, stage := range slices.Backward(chain) {
		if stage.Plugin == "wasm" || stage.Plugin == "jq" {
			return i + 1
		}
	}
	return 0
}

// stages gives a stage for each dropped module, which knows nothing of the config.
func stages(dropped []Module) []routes.Stage {
	var out []routes.Stage
	for _, m := range dropped {
		out = append(out, routes.Stage{Plugin: "wasm", Decode: func(into any) error {
			if settings, ok := into.(*wasm.Settings); ok {
				*settings = wasm.Defaults()
				settings.Module, settings.Bytes = m.Name, m.Bytes
			}
			return nil
		}})
	}
	return out
}
