package check

import (
	"context"
	"errors"
	"fmt"

	"github.com/drayhq/dray/core/app"
	"github.com/drayhq/dray/core/check/fit"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// Event asks CircleCI whether token, project and endpoint of the pipeline that an event
// would trigger go together, and says what was found. An event that triggers none is
// an [UntriedError].
func Event(ctx context.Context, cfg *config.Config, routes route.Table, raw []byte) (found string, err error) {
	ctx, cancel := context.WithTimeout(ctx, bound)
	defer cancel()
	pass, err := app.NewGate(cfg).Open(raw, false)
	if err != nil {
		return "", fmt.Errorf("it can't be read: %w", err)
	}
	r, run := routes.Match(ctx, pass.Run)
	if r == nil {
		return "", errors.New("no route takes it")
	}
	dry := r.Chain
	dry.DryRun = true
	walk := dry.Do(ctx, run, 0)
	if walk.Err != nil {
		return "", fmt.Errorf("route %s, step %s: %w", r.Name, dry.Name(walk.At), walk.Err)
	}
	links := dry.Links
	sink, ok := links[len(links)-1].Step.(sdk.Fetcher)
	if !ok || walk.Run.Request == nil {
		return "", UntriedError(fmt.Sprintf("route %s sends by %s, which can't ask", r.Name, links[len(links)-1].Name))
	}
	found, err = fit.Try(ctx, sink.Fetch, *walk.Run.Request)
	if errors.Is(err, fit.ErrNoTrigger) {
		return "", UntriedError(err.Error())
	}
	return found, err
}
