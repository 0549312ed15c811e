package chain_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/sdk"
)

type step func(sdk.Run) (sdk.Run, error)

func (s step) Do(_ context.Context, run sdk.Run) (sdk.Run, error) { return s(run) }

type sink struct{ sent *int }

func (s sink) Do(_ context.Context, run sdk.Run) (sdk.Run, error)      { *s.sent++; return run, nil }
func (s sink) Preview(_ context.Context, run sdk.Run) (sdk.Run, error) { return run, nil }

func note(text string) step {
	return func(run sdk.Run) (sdk.Run, error) { return run.WithWarnings(text), nil }
}

func TestDo(t *testing.T) {
	busy := errors.New("busy")
	refuse := step(func(run sdk.Run) (sdk.Run, error) {
		if run.Attempt < 2 {
			return run, sdk.Retry(busy, 0)
		}
		return run, nil
	})
	links := []chain.Link{{Name: "first", Step: note("1")}, {Name: "second", Step: refuse}, {Name: "third", Step: note("3")}}
	c := chain.Chain{Links: links}

	walk := c.Do(t.Context(), sdk.Run{Attempt: 1}, 0)
	if walk.At != 1 || !errors.Is(walk.Err, busy) {
		t.Fatalf("the walk ended at %d with %v, want the second step's error", walk.At, walk.Err)
	}
	again := walk.Before
	again.Attempt++
	walk = c.Do(t.Context(), again, walk.At)
	if walk.Err != nil || walk.At != len(links) {
		t.Fatalf("the repeated walk ended at %d with %v, want the end", walk.At, walk.Err)
	}
	if got := strings.Join(walk.Run.Warnings, ""); got != "13" {
		t.Errorf("steps left %q, want each to have run once to its end", got)
	}
	if walk.Run.Attempt != 1 {
		t.Errorf("the attempt is %d after the step that was repeated, want 1 again", walk.Run.Attempt)
	}
}

func TestPanicIsContained(t *testing.T) {
	c := chain.Chain{Links: []chain.Link{{Name: "boom", Step: step(func(sdk.Run) (sdk.Run, error) { panic("ouch") })}}}
	walk := c.Do(t.Context(), sdk.Run{ID: "r_1"}, 0)
	var p *chain.PanicError
	if !errors.As(walk.Err, &p) || p.Step != "boom" || len(p.Stack) == 0 || walk.At != 0 || walk.Run.ID != "r_1" {
		t.Fatalf("got %+v; want the run as it was and a panic error of the step", walk)
	}
	if outcome, _ := sdk.OutcomeOf(walk.Err); outcome != sdk.Permanent {
		t.Errorf("a panic is %v, want it permanent: a repeat could trigger twice", outcome)
	}
}

func TestDryRunHasNoEffect(t *testing.T) {
	sent := 0
	c := chain.Chain{Links: []chain.Link{{Name: "http", Step: sink{&sent}}}, DryRun: true}
	if walk := c.Do(t.Context(), sdk.Run{}, 0); walk.Err != nil || sent != 0 {
		t.Fatalf("a dry run sent %d times with error %v, want none", sent, walk.Err)
	}
	c.DryRun = false
	if walk := c.Do(t.Context(), sdk.Run{}, 0); walk.Err != nil || sent != 1 {
		t.Fatalf("the real run sent %d times with error %v, want once", sent, walk.Err)
	}
}
