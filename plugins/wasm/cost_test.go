package wasm_test

import "testing"

// A goroutine that waits for the deadline would take three allocations a call, and as
// long as the call itself.
func TestAModuleThatDoesNothingAllocatesNothing(t *testing.T) {
	step, _ := module(t, "noop", nil)
	run := aRun()
	allocations := testing.AllocsPerRun(1000, func() {
		if _, err := step.Do(t.Context(), run); err != nil {
			t.Fatal(err)
		}
	})
	if allocations > 0 {
		t.Errorf("a call takes %v allocations", allocations)
	}
}
