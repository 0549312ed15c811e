package wasm_test

import (
	"context"
	"testing"

	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/sdk"
)

// Where dray stops before a module had its turn, the run is not at fault: it can be
// repeated, also where an instance was still to be made.
func TestARunWhoseTimeEndsBeforeItsTurn(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, name := range []string{"hostile", "http", "command"} {
		step, _ := module(t, name, func(s *wasm.Settings) { s.Isolate = true })
		for range 3 { // the first has the instance that was made when the module was loaded
			_, err := step.Do(ctx, aRun())
			if outcome, _ := sdk.OutcomeOf(err); err != nil && outcome != sdk.Retryable {
				t.Errorf("%s: %v %v, want it to be repeated", name, outcome, err)
			}
		}
	}
}
