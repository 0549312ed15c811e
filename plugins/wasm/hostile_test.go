package wasm_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/sdk"
	"github.com/drayhq/dray/sdk/sdktest"
)

// What stops a guest fails the run, says why, and leaves the next run unharmed.
func TestTraps(t *testing.T) {
	for do, want := range map[string]string{
		"spin":            "hostile.wasm: it ran for longer than 50ms and was stopped: mend what it does so long, or raise timeout",
		"branch":          "hostile.wasm: it ran for longer than 50ms and was stopped",
		"trap":            "hostile.wasm: unreachable",
		"overflow":        "hostile.wasm: out of bounds memory access",
		"recurse":         "hostile.wasm: stack overflow",
		"hog":             "hostile.wasm: unreachable (it had taken 15859712 of the 16777216 bytes of memory that it may: raise memory if it needs more)",
		"storm":           "hostile.wasm: it made more than 10000 host calls: mend its loop, or raise host_calls",
		"result":          "hostile.wasm: its transform gave 42, which is none of 0 carry on, 1 drop, 2 fail, 3 retry",
		"negative":        "hostile.wasm: its transform gave -1, which is none of",
		"pointer outside": "hostile.wasm: it gave a pointer outside its memory: 100 bytes at 2147483392",
		"buffer outside":  "hostile.wasm: it gave a pointer outside its memory: 255 bytes at 4294967040",
		"length outside":  "hostile.wasm: it gave a pointer outside its memory: 2147483647 bytes at ",
		"message outside": "hostile.wasm: it gave a pointer outside its memory: 4 bytes at 4294967280",
	} {
		t.Run(do, func(t *testing.T) {
			step, _ := hostile(t, do, func(s *wasm.Settings) { s.HostCalls = 10_000; s.Timeout = timeoutFor(do) })
			for range 3 { // the second comes upon an instance that is new
				run, err := step.Do(t.Context(), aRun())
				if outcome, _ := sdk.OutcomeOf(err); outcome != sdk.Permanent || !strings.HasPrefix(err.Error(), want) {
					t.Fatalf("%v: %v\nwant %s", outcome, err, want)
				}
				if diff := cmp.Diff(aRun(), run); diff != "" {
					t.Errorf("the run was changed (-want +got):\n%s", diff)
				}
			}
			skipping, log := hostile(t, do, func(s *wasm.Settings) { s.OnTrap = "skip"; s.Timeout = timeoutFor(do) })
			run, err := skipping.Do(t.Context(), aRun())
			if err != nil || len(run.Warnings) != 1 || !strings.Contains(run.Warnings[0], "hostile.wasm was passed over: ") {
				t.Errorf("with on_trap: skip %v, %q", err, run.Warnings)
			}
			parking, _ := hostile(t, do, func(s *wasm.Settings) { s.OnTrap = "dead_letter"; s.Timeout = timeoutFor(do) })
			_, err = parking.Do(t.Context(), aRun())
			if outcome, _ := sdk.OutcomeOf(err); outcome != sdk.Parked || !strings.HasPrefix(err.Error(), want) {
				t.Errorf("with on_trap: dead_letter %v: %v\nwant %s", outcome, err, want)
			}
			if !strings.Contains(log.String(), `msg="a module was stopped" module=hostile.wasm run_id=r_1`) {
				t.Errorf("the log says %s", log)
			}
		})
	}
}

// timeoutFor gives what isn't about time more of it, for this machine may be busy.
func timeoutFor(do string) time.Duration {
	if do == "spin" || do == "branch" {
		return 50 * time.Millisecond
	}
	return 10 * time.Second
}

// What the document refuses is for the guest to deal with.
func TestCodes(t *testing.T) {
	for do, want := range map[string]string{
		"long value": "-4", "bad json": "-5", "bad pointer": "-2", "set event": "-3",
		"read token": "-3", "set token": "+0", "remove token": "+0",
	} {
		step, _ := hostile(t, do, nil)
		run, err := step.Do(t.Context(), aRun())
		if err != nil {
			t.Errorf("%s: %v", do, err)
			continue
		}
		if got := run.Request.Header.Get("X-Code"); got != want {
			t.Errorf("%s: %s, want %s", do, got, want)
		}
		token := map[string]string{"set token": "another", "remove token": ""}
		if changed, ok := token[do]; !ok && run.Request.Header.Get("Circle-Token") != "hush-hush" || ok && run.Request.Header.Get("Circle-Token") != changed {
			t.Errorf("%s: the token is %q", do, run.Request.Header.Get("Circle-Token"))
		}
	}
}

func TestOutcomes(t *testing.T) {
	for do, want := range map[string]struct {
		outcome sdk.Outcome
		text    string
	}{
		"drop":  {sdk.Dropped, "hostile.wasm: not on a Friday"},
		"fail":  {sdk.Permanent, "hostile.wasm: the module failed it and gave no reason"},
		"retry": {sdk.Retryable, "hostile.wasm: the module asked for a retry and gave no reason"},
	} {
		step, _ := hostile(t, do, nil)
		_, err := step.Do(t.Context(), aRun())
		if outcome, _ := sdk.OutcomeOf(err); outcome != want.outcome || err.Error() != want.text {
			t.Errorf("%s: %v %v, want %v", do, outcome, err, want)
		}
	}
}

func TestLogLinesHideSecrets(t *testing.T) {
	step, log := hostile(t, "log", nil)
	if _, err := step.Do(t.Context(), aRun()); err != nil {
		t.Fatal(err)
	}
	if want := `level=WARN msg="a module says" module=hostile.wasm run_id=r_1 text="a secret: ***"`; !strings.Contains(log.String(), want) {
		t.Errorf("the log is %s, want %s", log, want)
	}
}

func TestReasonsInTheLogHideSecrets(t *testing.T) {
	step, log := module(t, "http", func(s *wasm.Settings) { s.Config = "leak" })
	if _, err := step.Do(t.Context(), aRun()); err == nil {
		t.Fatal("the guest was not stopped")
	}
	if got := log.String(); strings.Contains(got, "hush-hush") || !strings.Contains(got, "*** here") {
		t.Errorf("the log is %s", got)
	}
}

// An instance goes from run to run, unless each is to have its own.
func TestIsolation(t *testing.T) {
	for isolate, want := range map[bool]string{false: "+3", true: "+1"} {
		step, _ := hostile(t, "remember", func(s *wasm.Settings) { s.Isolate = isolate })
		var run sdk.Run
		for range 3 {
			var err error
			if run, err = step.Do(t.Context(), aRun()); err != nil {
				t.Fatal(err)
			}
		}
		if got := run.Request.Header.Get("X-Code"); got != want {
			t.Errorf("isolate: %v: the third run is number %s to its instance, want %s", isolate, got, want)
		}
	}
}

func TestStepsKeepToTheContract(t *testing.T) {
	for _, do := range []string{"nothing", "set token", "drop", "trap"} {
		step, _ := hostile(t, do, nil)
		sdktest.Conform(t, step, aRun())
	}
	step, _ := module(t, "clock", nil)
	sdktest.Conform(t, step, aRun())
}

// Runs go on at once while others spin, for no more spin than there are cores.
func TestOthersGoOn(t *testing.T) {
	spinning, _ := hostile(t, "spin", nil)
	working, _ := hostile(t, "set token", nil)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, err := spinning.Do(t.Context(), aRun()); err == nil {
				t.Error("an endless guest came back")
			}
		})
		wg.Go(func() {
			if _, err := working.Do(t.Context(), aRun()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}
