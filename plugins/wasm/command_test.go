package wasm_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/sdk"
	"github.com/drayhq/dray/sdk/sdktest"
)

// commandGuest takes a run whose event says what to do through the WASI command.
func commandGuest(t *testing.T, do string, set func(*wasm.Settings)) (sdk.Run, *buffer, error) {
	t.Helper()
	step, log := module(t, "command", set)
	given := aRun()
	given.Event = map[string]any{"do": do}
	if !strings.Contains(do, "spin") {
		sdktest.Conform(t, step, given)
	}
	run, err := step.Do(t.Context(), given)
	return run, log, err
}

// What a command writes merges as RFC 7396 says; what it can't see survives.
func TestCommand(t *testing.T) {
	for do, change := range map[string]func(r *sdk.Request){
		"nothing": func(*sdk.Request) {},
		"merge": func(r *sdk.Request) {
			r.Method, r.URL = "PUT", "https://circleci.com/api/other"
			r.Header = sdk.Header{"Circle-Token": {"hush-hush"}, "X-New": {"a", "b"}}
			r.Query = []sdk.Param{{Name: "r", Value: "1"}}
			r.Body = map[string]any{"branch": "main", "parameters": map[string]any{"big": number("12345678901234567890")}}
		},
		"replace": func(r *sdk.Request) {
			r.Header, r.Query, r.Body = sdk.Header{"Circle-Token": {"hush-hush"}}, nil, []any{number("1")}
		},
		"no body":   func(r *sdk.Request) { r.Body = nil },
		"exit well": func(r *sdk.Request) { r.Header["X-New"] = []string{"exit"} },
		"chatter":   func(*sdk.Request) {},
	} {
		run, log, err := commandGuest(t, do, nil)
		if err != nil {
			t.Errorf("%s: %v", do, err)
			continue
		}
		want := aRun()
		change(want.Request)
		if len(run.Request.Query) == 0 {
			run.Request.Query = want.Request.Query
		}
		if diff := cmp.Diff(want.Request, run.Request); diff != "" {
			t.Errorf("%s (-want +got):\n%s", do, diff)
		}
		if do == "chatter" && !strings.Contains(log.String(), `text="***, all is well"`) {
			t.Errorf("the log is %s", log)
		}
	}
}

// The limit of output is for what the command writes: a large body may stand beside it.
func TestCommandPatchesALargeBody(t *testing.T) {
	step, _ := module(t, "command", func(s *wasm.Settings) { s.Output = 2000 })
	given := aRun()
	given.Event = map[string]any{"do": "merge"}
	large := strings.Repeat("x", 20_000)
	given.Request.Body = map[string]any{"large": large, "parameters": []any{}}
	run, err := step.Do(t.Context(), given)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"large": large, "parameters": map[string]any{"big": number("12345678901234567890")}}
	if diff := cmp.Diff(want, run.Request.Body); diff != "" {
		t.Error(diff)
	}
}

func TestCommandEnds(t *testing.T) {
	for do, want := range map[string]struct {
		outcome sdk.Outcome
		text    string
	}{
		"drop":        {sdk.Dropped, "command.wasm: not on a Friday"},
		"fail":        {sdk.Permanent, "command.wasm: no team"},
		"exit":        {sdk.Permanent, "command.wasm: no policy for this team"},
		"silent exit": {sdk.Permanent, "command.wasm: the module exited with 1 and gave no reason on standard error"},
		"typo":        {sdk.Permanent, "command.wasm: the module wrote JSON of another form to standard output: it writes "},
		"member":      {sdk.Permanent, `command.wasm: merging what the module wrote: a request has no member "bdy"`},
		"not json":    {sdk.Permanent, "command.wasm: the module wrote what isn't JSON to standard output"},
		"header":      {sdk.Permanent, "command.wasm: merging what the module wrote: /request/headers/X: "},
		"flood":       {sdk.Permanent, "command.wasm: it wrote more than 2000 bytes to standard output"},
		"trap":        {sdk.Permanent, "command.wasm: unreachable"},
	} {
		_, _, err := commandGuest(t, do, func(s *wasm.Settings) { s.Output = 2000 })
		if outcome, _ := sdk.OutcomeOf(err); outcome != want.outcome || !strings.HasPrefix(err.Error(), want.text) {
			t.Errorf("%s: %v %v\nwant %v", do, outcome, err, want)
		}
	}
	for _, do := range []string{"spin", "endless flood"} { // what is written takes no memory beyond the limit
		_, _, err := commandGuest(t, do, func(s *wasm.Settings) { s.CommandTimeout = 100 * time.Millisecond })
		if err == nil || !strings.HasPrefix(err.Error(), "command.wasm: it ran for longer than 100ms") {
			t.Errorf("%s: %v", do, err)
		}
	}
}
