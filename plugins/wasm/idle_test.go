package wasm_test

import (
	"runtime"
	"testing"
	"weak"

	"github.com/drayhq/dray/sdk"
)

// An instance that waits for its next run keeps nothing of the last one: an event can
// be long, and holds secrets.
func TestAModuleThatWaitsHoldsNoRun(t *testing.T) {
	for _, guest := range []string{"noop", "http", "command"} {
		step, _ := module(t, guest, nil)
		request, event := func() (weak.Pointer[sdk.Request], weak.Pointer[[1 << 16]byte]) {
			run := aRun()
			long := new([1 << 16]byte)
			run.Raw, run.Event = long[:], map[string]any{"do": "nothing", "long": string(long[:16])}
			if _, err := step.Do(t.Context(), run); err != nil {
				t.Fatal(err)
			}
			return weak.Make(run.Request), weak.Make(long)
		}()
		runtime.GC()
		if request.Value() != nil {
			t.Errorf("%s: the request is still there", guest)
		}
		if event.Value() != nil {
			t.Errorf("%s: the message is still there", guest)
		}
		runtime.KeepAlive(step)
	}
}
