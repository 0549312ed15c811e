package table

import (
	"context"
	"errors"
	"strings"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/config/routes"
	"github.com/drayhq/dray/core/config/tree"
	"github.com/drayhq/dray/plugins/jq/mapping"
	"github.com/drayhq/dray/sdk"
)

func (o *opening) openStage(ctx context.Context, route string, stage routes.Stage, env sdk.Env) (chain.Link, error) {
	names := make([]string, len(o.plugins))
	for i, p := range o.plugins {
		if names[i] = p.Name; p.Name != stage.Plugin {
			continue
		}
		s, err := o.step(ctx, route, p, o.decode(stage), env, o.by)
		if err != nil && !placed(err) {
			err = stage.Errorf("%v", err)
		}
		if err != nil {
			return chain.Link{}, err
		}
		return chain.Link{Name: stage.Plugin, Step: s.step, Release: func() error { return o.leave(s) }}, nil
	}
	return chain.Link{}, stage.Errorf("no plugin is called %s; there are: %s", stage.Plugin, strings.Join(names, ", "))
}

// placed says whether an error names the line by itself, be it of the config or
// of the mapping.
func placed(err error) bool {
	_, config := errors.AsType[*tree.Error](err)
	_, file := errors.AsType[*mapping.Error](err)
	return config || file
}

// checkChain refuses a chain that would send nothing, or a run twice.
func checkChain(stages []routes.Stage, links []chain.Link) error {
	if first := stages[0]; first.Plugin != "jq" {
		return first.Errorf("nothing has made a request before %s: a chain begins with - jq", first.Plugin)
	}
	for i, stage := range stages {
		_, sends := links[i].Step.(sdk.Previewer)
		last := i == len(stages)-1
		switch {
		case sends && !last:
			return stage.Errorf("%s sends the request, so that nothing can come after it: remove it, or %s", stage.Plugin, stages[i+1].Plugin)
		case last && !sends:
			return stage.Errorf("nothing sends the request that %s gives: a chain ends with - http", stage.Plugin)
		}
	}
	return nil
}
