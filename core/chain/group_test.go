package chain_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/sdk"
)

type does func(run sdk.Run) (sdk.Run, error)

func (d does) Do(_ context.Context, run sdk.Run) (sdk.Run, error) { return d(run) }

// group counts who is in it.
type group struct {
	does
	members []sdk.Member
	inside  *int
}

func (g group) Members() ([]sdk.Member, func()) {
	*g.inside++
	return g.members, func() { *g.inside-- }
}

// Each member of a group is shown; what a retry begins with is what the group got.
func TestGroup(t *testing.T) {
	adds := func(what string, err error) sdk.Member {
		return sdk.Member{Name: what, Step: does(func(run sdk.Run) (sdk.Run, error) { return run.WithWarnings(what), err })}
	}
	inside := 0
	stop := errors.New("not on a Friday")
	g := group{members: []sdk.Member{adds("a", nil), adds("b", stop), adds("c", nil)}, inside: &inside}
	var seen []string
	c := chain.Chain{
		Links: []chain.Link{{Name: "jq", Step: adds("jq", nil).Step}, {Name: "wasm", Step: g}},
		Watch: func(link chain.Link, _, _ sdk.Run, err error) {
			if err != nil {
				link.Name += ": " + err.Error()
			}
			if seen = append(seen, link.Name); link.Name == "wasm a" && inside != 1 {
				t.Errorf("%d runs are in the group, want 1", inside)
			}
		},
	}
	walk := c.Do(t.Context(), sdk.Run{}, 0)
	if diff := cmp.Diff([]string{"jq", "wasm a", "wasm b: not on a Friday"}, seen); diff != "" {
		t.Errorf("shown (-want +got):\n%s", diff)
	}
	if walk.At != 1 || !errors.Is(walk.Err, stop) || inside != 0 {
		t.Errorf("at %d with %v, %d inside", walk.At, walk.Err, inside)
	}
	if diff := cmp.Diff([]string{"jq"}, walk.Before.Warnings); diff != "" {
		t.Errorf("a retry begins with (-want +got):\n%s", diff)
	}
}
