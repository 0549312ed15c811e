package sdktest

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/drayhq/dray/sdk"
)

type stepFunc func(ctx context.Context, run sdk.Run) (sdk.Run, error)

func (f stepFunc) Do(ctx context.Context, run sdk.Run) (sdk.Run, error) { return f(ctx, run) }

func testRun() sdk.Run {
	return sdk.Run{
		ID: "r_1", Attempt: 1, Raw: []byte(`{"a":{"b":1}}`), Event: map[string]any{"a": map[string]any{"b": 1}},
		Request: &sdk.Request{Method: "POST", URL: "https://example.com", Header: sdk.Header{"A": {"x"}}, Body: []any{"x"}},
		Reply:   &sdk.Reply{Status: 200, Header: sdk.Header{"B": {"y"}}, Body: []byte("z")}, Secrets: []string{"hush"},
	}
}

func TestConformAcceptsGoodSteps(t *testing.T) {
	t.Run("carries on", func(t *testing.T) {
		Conform(t, stepFunc(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			run.Request = &sdk.Request{Method: "GET", Header: run.Request.Header.With("C", "z")}
			return run.WithSecrets("more").WithWarnings("careful"), nil
		}), testRun())
	})
	t.Run("fails", func(t *testing.T) {
		Conform(t, stepFunc(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			return run, sdk.Drop("not today")
		}), sdk.Run{ID: "r_2"})
	})
}

func TestCheckFindsWhatBreaksThePromises(t *testing.T) {
	var calls atomic.Int64
	for name, test := range map[string]struct {
		step func(sdk.Run) (sdk.Run, error)
		want string
	}{
		"loses the id":               {func(run sdk.Run) (sdk.Run, error) { run.ID = ""; return run, nil }, "lost its identity"},
		"gives no run with an error": {func(sdk.Run) (sdk.Run, error) { return sdk.Run{}, errors.New("no") }, "lost its identity"},
		"counts": {func(run sdk.Run) (sdk.Run, error) {
			run.Request = &sdk.Request{Body: calls.Add(1)}
			return run, nil
		}, "another result"},
		"fails later": {func(run sdk.Run) (sdk.Run, error) {
			if calls.Add(1) > 2 {
				return run, errors.New("worn out")
			}
			return run, nil
		}, "another result"},
	} {
		calls.Store(0)
		problems := strings.Join(check(t.Context(), stepFunc(func(_ context.Context, run sdk.Run) (sdk.Run, error) {
			return test.step(run)
		}), testRun()), "\n")
		if !strings.Contains(problems, test.want) {
			t.Errorf("%s: found %q, want %q", name, problems, test.want)
		}
	}
}

// The steps that write to what they were given are tried without concurrency, or
// the race detector would stop the test.
func TestUnchangedFindsWhatWasWrittenTo(t *testing.T) {
	for name, change := range map[string]func(sdk.Run){
		"event":  func(run sdk.Run) { run.Event.(map[string]any)["a"].(map[string]any)["b"] = 2 },
		"header": func(run sdk.Run) { run.Request.Header["A"][0] = "other" },
		"body":   func(run sdk.Run) { run.Request.Body.([]any)[0] = "other" },
		"reply":  func(run sdk.Run) { run.Reply.Body[0] = 'Z' },
		"raw":    func(run sdk.Run) { run.Raw[0] = '[' },
		"secret": func(run sdk.Run) { run.Secrets[0] = "other" },
		"append": func(run sdk.Run) { _ = append(run.Secrets, "other") },
	} {
		given := spare(clone(testRun()))
		before := clone(given)
		if problems := unchanged(before, given); len(problems) > 0 {
			t.Errorf("%s: found %q before anything was written", name, problems)
		}
		change(given)
		if problems := unchanged(before, given); len(problems) != 1 {
			t.Errorf("%s: found %q, want one problem", name, problems)
		}
	}
}
