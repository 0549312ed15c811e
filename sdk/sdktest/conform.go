package sdktest

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

const (
	goroutines = 8
	repeats    = 4
	// prompt is generous: a step that heeds its context needs none of it.
	prompt = 5 * time.Second
)

// Conform runs a step over and over with the same run, also concurrently and
// with a cancelled context, and reports where it breaks what [sdk.Step] asks for:
// the run it was given is left unchanged, the same run gives the same result, the
// run keeps its identity, and a cancelled context ends it promptly. Run the test
// with the race detector on. Effects outside happen as often as the step is run.
func Conform(t *testing.T, step sdk.Step, run sdk.Run) {
	t.Helper()
	for _, problem := range check(t.Context(), step, run) {
		t.Error(problem)
	}
}

func check(ctx context.Context, step sdk.Step, run sdk.Run) []string {
	given := spare(clone(run))
	before := clone(given)
	first := do(ctx, step, given)

	problems := identity(run, first)
	problems = append(problems, repeat(ctx, step, given, first)...)
	problems = append(problems, cancelled(ctx, step, given)...)
	return append(problems, unchanged(before, given)...)
}

func unchanged(before, given sdk.Run) []string {
	var problems []string
	if diff := cmp.Diff(before, given, options...); diff != "" {
		problems = append(problems, "the step changed the run that it was given (-before +after):\n"+diff)
	}
	if !spareUntouched(given) {
		problems = append(problems, "the step appended to a list of the run in place; copy it, as Run.WithSecrets and Run.WithWarnings do")
	}
	return problems
}

// result is what a step gave, in a form that can be compared.
type result struct {
	Run     sdk.Run
	Outcome sdk.Outcome
	Error   string
}

func do(ctx context.Context, step sdk.Step, run sdk.Run) result {
	out, err := step.Do(ctx, run)
	r := result{Run: out}
	r.Outcome, _ = sdk.OutcomeOf(err)
	if err != nil {
		r.Error = err.Error()
	}
	return r
}

// identity holds the step to what tells one run from another, also when it fails.
func identity(given sdk.Run, got result) []string {
	type id struct {
		ID      string
		Kind    sdk.Kind
		Source  sdk.Source
		Raw     string
		Attempt int
	}
	of := func(r sdk.Run) id { return id{r.ID, r.Kind, r.Source, string(r.Raw), r.Attempt} }
	if diff := cmp.Diff(of(given), of(got.Run)); diff != "" {
		return []string{"the run lost its identity (-given +got):\n" + diff}
	}
	return nil
}

func repeat(ctx context.Context, step sdk.Step, given sdk.Run, first result) []string {
	var problems []string
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range goroutines {
		wg.Go(func() {
			for range repeats {
				diff := cmp.Diff(first, do(ctx, step, given), options...)
				mu.Lock()
				if diff != "" && len(problems) == 0 {
					problems = append(problems, "the same run gave another result (-first +later):\n"+diff)
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return problems
}

func cancelled(ctx context.Context, step sdk.Step, given sdk.Run) []string {
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	done := make(chan result, 1)
	go func() { done <- do(ctx, step, given) }()
	select {
	case got := <-done:
		return identity(given, got)
	case <-time.After(prompt):
		return []string{fmt.Sprintf("the step went on for %v after its context was cancelled", prompt)}
	}
}
