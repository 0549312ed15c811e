package wasm_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A guest sees a clock that the attempt starts, random numbers that the run and its
// attempt decide, and nothing else: a call that is repeated does the same.
func TestWorld(t *testing.T) {
	step, log := module(t, "clock", nil)
	seen := func(id string, attempt int) map[string]any {
		given := aRun()
		given.ID, given.Attempt = id, attempt
		run, err := step.Do(t.Context(), given)
		if err != nil {
			t.Fatal(err)
		}
		return run.Request.Body.(map[string]any)
	}
	one := seen("r_1", 1)
	start := time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC).UnixNano()
	for name, want := range map[string]int64{
		"first": start + 1000, "second": start + 2000, "monotonic": 3000, "environment": 0, "folders": 0,
	} {
		if got, err := one[name].(json.Number).Int64(); err != nil || got != want {
			t.Errorf("%s is %d, want %d", name, got, want)
		}
	}
	for _, want := range []string{`text="said ***"`, `text=complained`} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log is %s, want %s", log, want)
		}
	}
	if diff := cmp.Diff(one, seen("r_1", 1)); diff != "" {
		t.Errorf("the same attempt saw another world:\n%s", diff)
	}
	for _, other := range []map[string]any{seen("r_1", 2), seen("r_2", 1)} {
		if other["random"] == one["random"] {
			t.Errorf("%v and %v have the same random numbers", one, other)
		}
	}
}
