package app

import (
	"context"
	"strings"
	"time"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/config/routes"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/plugins"
	"github.com/drayhq/dray/plugins/jq/dialect"
	"github.com/drayhq/dray/sdk"
)

// exprTime is how long a route's jq expression may take.
const exprTime = time.Second

// OpenRoutes compiles every route's expressions and opens every step. What was
// opened is closed again if any of it errs.
func OpenRoutes(ctx context.Context, cfg *config.Config, env sdk.Env, dryRun bool) (_ route.Table, err error) {
	var table route.Table
	defer func() {
		if err != nil {
			_ = table.Close() // the error that stopped us is the one to hear of
		}
	}()
	for _, rc := range cfg.Routes {
		r := &route.Route{
			Name: rc.Name, MaxAge: rc.MaxAge, RetryUnknown: rc.RetryUnknown,
			Retry: route.Retry{Initial: rc.Retry.Initial, Max: rc.Retry.Max, Total: rc.Retry.Total},
			Chain: chain.Chain{DryRun: dryRun},
		}
		table = append(table, r)
		if r.When, err = expression(rc.When, env); err != nil {
			return nil, rc.Errorf("when", "compiling it: %v", err)
		}
		if r.OrderBy, err = expression(rc.OrderBy, env); err != nil {
			return nil, rc.Errorf("order_by", "compiling it: %v", err)
		}
		env := env
		if env.Hosts, err = hosts(rc, env.Hosts); err != nil {
			return nil, err
		}
		for _, stage := range rc.Chain {
			step, err := openStage(ctx, stage, env)
			if err != nil {
				return nil, err
			}
			r.Chain.Links = append(r.Chain.Links, chain.Link{Name: stage.Plugin, Step: step})
		}
	}
	return table, nil
}

func openStage(ctx context.Context, stage routes.Stage, env sdk.Env) (sdk.Step, error) {
	all := plugins.All()
	names := make([]string, len(all))
	for i, p := range all {
		if names[i] = p.Name; p.Name == stage.Plugin {
			return p.Open(ctx, stage.Decode, env)
		}
	}
	return nil, stage.Errorf("no plugin is called %s; there are: %s", stage.Plugin, strings.Join(names, ", "))
}

// expression compiles a route's jq expression; nil for none.
func expression(src string, env sdk.Env) (route.Expr, error) {
	if src == "" {
		return nil, nil
	}
	program, err := dialect.Compile(src, dialect.Options{Environ: env.Environ})
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, event any) (any, error) {
		ctx, cancel := context.WithTimeout(ctx, exprTime)
		defer cancel()
		return program.First(ctx, event, nil)
	}, nil
}
