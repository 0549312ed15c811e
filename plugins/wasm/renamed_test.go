package wasm_test

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/sdk"
)

// Every kind says that its guest touched the header Host, and is held to it; one that
// did so is no reason to suspect the next run.
func TestTargetOfEachKind(t *testing.T) {
	const refused = `the module set the header Host to "`
	for _, guest := range []string{"hostile", "http", "command"} {
		for _, c := range []struct {
			do, host, want string
		}{
			{"host header", "", refused + "evil.example"},
			{"host header", "circleci.internal", refused + "evil.example"},
			{"no host header", "circleci.internal", refused + `"`},
			{"no host header", "", ""},
			{"nothing", "circleci.internal", ""},
		} {
			for _, isolate := range []bool{false, true} {
				step, _ := module(t, guest, func(s *wasm.Settings) {
					if s.Isolate = isolate; guest == "http" {
						s.Config = c.do
					} else if guest == "hostile" {
						s.Config = map[string]any{"do": c.do}
					}
				})
				run := aRun()
				run.Event = map[string]any{"do": c.do}
				if c.host != "" {
					request := *run.Request
					request.Header = maps.Clone(request.Header)
					request.Header["host"] = []string{c.host}
					run.Request = &request
				}
				for range 2 {
					_, err := step.Do(t.Context(), run)
					if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
						t.Errorf("%s, %s where Host is %q: %v, want %q", guest, c.do, c.host, err, c.want)
					}
				}
			}
		}
	}
}

// A guest that adds a value to Host is held to it as well.
func TestHostIsNotAddedTo(t *testing.T) {
	step, _ := module(t, "http", func(s *wasm.Settings) { s.Config = "more host" })
	if after, err := step.Do(t.Context(), aRun()); err == nil {
		t.Errorf("it is sent with %v", after.Request.Header)
	}
}

// Text that an http-wasm guest wrote is merged into like any other body.
func TestTextIsMergedInto(t *testing.T) {
	writes, _ := module(t, "http", func(s *wasm.Settings) { s.Config = "spaced body" })
	patches, _ := module(t, "command", nil)
	run, err := writes.Do(t.Context(), aRun())
	if err != nil {
		t.Fatal(err)
	}
	if want := sdk.JSON(`{ "b": 1,"a":{"n":1.50} }`); run.Request.Body != want {
		t.Errorf("it is sent as %q, want it as it was written, less the white space around it", run.Request.Body)
	}
	run.Event = map[string]any{"do": "patch body"}
	if run, err = patches.Do(t.Context(), run); err != nil {
		t.Fatal(err)
	}
	if got, err := json.Marshal(run.Request.Body); err != nil || string(got) != `{"a":{"m":2,"n":1.50},"b":1}` {
		t.Errorf("merged it is %s, %v", got, err)
	}
}
