package main

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/sdk"
	"github.com/drayhq/dray/tests/bench/wasm/guests"
	"github.com/drayhq/dray/tests/bench/wasm/hosts"
	"github.com/drayhq/dray/tests/bench/wasm/values"
)

// inFlight is how many runs are in the module at once.
const inFlight = 64

// The limit on a guest's time is on its own: of 64 runs in flight on two cores most
// wait longer than the limit, and none is stopped.
func TestNoneIsStoppedForWaiting(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	path, err := guests.Go(t.Context(), t.TempDir(), "gocommand", true)
	if err != nil {
		t.Fatal(err)
	}
	run, err := values.Run(t.Context(), "../../..")
	if err != nil {
		t.Fatal(err)
	}
	limit := 10 * alone(t, path, run)
	step := openCommand(t, path, limit)
	took := make([]time.Duration, inFlight)
	var all sync.WaitGroup
	for i := range took {
		all.Go(func() {
			start := time.Now()
			after, err := step.Do(t.Context(), run)
			took[i] = time.Since(start)
			if err == nil {
				err = hosts.Changed(after.Request.Header, sdk.Decoded(after.Request.Body))
			}
			if err != nil {
				t.Errorf("run %d of %d under a limit of %v, after %v: %v", i, inFlight, limit, took[i], err)
			}
		})
	}
	all.Wait()
	if longest := slices.Max(took); longest <= limit {
		t.Errorf("the longest of %d runs took %v, which is within the limit of %v: nothing was shown", inFlight, longest, limit)
	}
}

// alone gives how long a run takes when there is no other: the median of some.
func alone(t *testing.T, path string, run sdk.Run) time.Duration {
	t.Helper()
	step := openCommand(t, path, time.Minute)
	var took []time.Duration
	for range 7 {
		start := time.Now()
		if _, err := step.Do(t.Context(), run); err != nil {
			t.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	return took[len(took)/2]
}

func openCommand(t *testing.T, path string, limit time.Duration) sdk.Step {
	t.Helper()
	step, err := hosts.Open(context.WithoutCancel(t.Context()), path, "", func(s *wasm.Settings) { s.CommandTimeout = limit })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := step.(sdk.Closer).Close(); err != nil {
			t.Error(err)
		}
	})
	return step
}
