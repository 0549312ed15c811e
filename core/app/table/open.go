package table

import (
	"context"
	"time"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/config/routes"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/plugins/http/address"
	"github.com/drayhq/dray/plugins/jq/dialect"
	"github.com/drayhq/dray/sdk"
)

// exprTime is how long a route's jq expression may take.
const exprTime = time.Second

// Open compiles every route's expressions and opens every step. What was opened
// is closed again if any of it errs. An error is a mistake in the config, and
// says where it stands.
func Open(ctx context.Context, cfg *config.Config, env sdk.Env, dryRun bool) (route.Table, error) {
	return NewOpener(dryRun).Open(ctx, cfg, env)
}

// Open does the same with the steps of tables before. Of env, but for what the config
// says, nothing may change from one to the next.
func (o *Opener) Open(ctx context.Context, cfg *config.Config, env sdk.Env) (table route.Table, err error) {
	if _, err := address.ParseHosts(cfg.HTTP.Hosts); err != nil {
		return nil, cfg.Errorf("http.hosts", "%v", err)
	}
	opening := opening{Opener: o, wasm: cfg.Wasm, env: env, by: taken{}}
	defer func() {
		if err != nil {
			_ = table.Close() // the error that stopped us is the one to hear of
			table = nil
		}
	}()
	for _, rc := range cfg.Routes {
		r := &route.Route{
			Name: rc.Name, MaxAge: rc.MaxAge, RetryUnknown: rc.RetryUnknown,
			Retry:     route.Retry{Initial: rc.Retry.Initial, Max: rc.Retry.Max, Total: rc.Retry.Total},
			HoldDoubt: rc.InDoubt == config.Hold, Rate: float64(rc.Rate),
			Chain: chain.Chain{DryRun: o.dryRun},
		}
		table = append(table, r)
		if err := opening.open(ctx, r, rc); err != nil {
			return table, err
		}
	}
	return table, nil
}

// opening is the routes of one config on their way. They have the plugins in common.
type opening struct {
	*Opener
	wasm config.Wasm
	env  sdk.Env
	by   taken
}

// open fills in what rc asks for.
func (o *opening) open(ctx context.Context, r *route.Route, rc routes.Route) (err error) {
	env := o.env
	if r.When, err = expression(rc.When, env); err != nil {
		return rc.Errorf("when", "compiling it: %v", err)
	}
	if r.OrderBy, err = expression(rc.OrderBy, env); err != nil {
		return rc.Errorf("order_by", "compiling it: %v", err)
	}
	if env.Hosts, err = hosts(rc, env.Hosts); err != nil {
		return err
	}
	env.MayGo = mayGo(env.Hosts)
	for _, stage := range rc.Chain {
		link, err := o.openStage(ctx, rc.Name, stage, env)
		if err != nil {
			return err
		}
		r.Chain.Links = append(r.Chain.Links, link)
	}
	return checkChain(rc.Chain, r.Chain.Links)
}

// expression compiles a route's jq expression; nil for none.
func expression(src string, env sdk.Env) (route.Expr, error) {
	if src == "" {
		return nil, nil
	}
	program, err := dialect.Compile(src, dialect.Options{Environ: env.Environ, Now: env.Now})
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, event any) (any, error) {
		ctx, cancel := context.WithTimeout(ctx, exprTime)
		defer cancel()
		return program.First(ctx, event, nil)
	}, nil
}
