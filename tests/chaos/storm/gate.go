package storm

import (
	"context"

	"github.com/drayhq/dray/core/standin/stage"
)

// gate says up to how many runs may be produced, so that some are under way
// whenever a trouble falls, and few lie on the topic.
type gate struct {
	runs int
	open stage.Watched[int]
}

func newGate(runs int) *gate { return &gate{runs: runs} }

// upTo opens the gate for runs up to a number.
func (g *gate) upTo(n int) {
	g.open.Do(func(open *int) { *open = max(*open, min(n, g.runs)) })
}

// pass waits until more than n runs may be produced and gives up to how many.
func (g *gate) pass(ctx context.Context, n int) (allowed int, err error) {
	err = g.open.Wait(ctx, func(open *int) bool {
		allowed = *open
		return allowed > n
	})
	return allowed, err
}
