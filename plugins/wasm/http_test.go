package wasm_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/sdk"
	"github.com/drayhq/dray/sdk/sdktest"
)

// httpGuest takes the run through the http-wasm guest that does what its config says.
func httpGuest(t *testing.T, do string) (sdk.Run, string, error) {
	t.Helper()
	step, log := module(t, "http", func(s *wasm.Settings) { s.Config = do })
	sdktest.Conform(t, step, aRun())
	run, err := step.Do(t.Context(), aRun())
	return looked(run), log.String(), err
}

// looked gives the run with its body decoded.
func looked(run sdk.Run) sdk.Run {
	request := *run.Request
	request.Body = sdk.Decoded(request.Body)
	run.Request = &request
	return run
}

// A body that was written stays text, which the next module finds as if it were not.
func TestTheBodyStaysText(t *testing.T) {
	step, _ := module(t, "http", func(s *wasm.Settings) { s.Config = "body" })
	run := aRun()
	for _, want := range []string{
		`{"was":{"branch":"main","parameters":{"n":1.50}}}`, `{"was":{"was":{"branch":"main","parameters":{"n":1.50}}}}`,
	} {
		var err error
		if run, err = step.Do(t.Context(), run); err != nil {
			t.Fatal(err)
		}
		if run.Request.Body != sdk.JSON(want) {
			t.Errorf("the body is %#v, want %s", run.Request.Body, want)
		}
	}
	fields, _ := module(t, "add_fields", nil)
	sdktest.Conform(t, fields, run)
	run, err := fields.Do(t.Context(), run)
	want := map[string]any{"parameters": map[string]any{"run_id": "r_1"}, "was": map[string]any{"was": aRun().Request.Body}}
	if diff := cmp.Diff(want, run.Request.Body); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestHTTPWasm(t *testing.T) {
	for do, change := range map[string]func(r *sdk.Request){
		"nothing": func(*sdk.Request) {},
		"uri": func(r *sdk.Request) {
			r.URL, r.Query = "https://circleci.com/other?a=1", nil
			r.Header["X-Was"], r.Header["X-Is"] = []string{"/api/v2/project/gh%2Fo%2Fr/pipeline?q=1+2"}, []string{"/other?a=1"}
		},
		"method": func(r *sdk.Request) { r.Method, r.Header["X-Was"] = "PUT", []string{"POST"} },
		"headers": func(r *sdk.Request) {
			r.Header["X-Names"], r.Header["X-Token-Count"] = []string{"x-team,"}, []string{"0"}
			r.Header["x-team"], r.Header["Circle-Token"] = []string{"a", "a"}, []string{"hush-hush", "more"}
			delete(r.Header, "X-Team")
		},
		"body": func(r *sdk.Request) { r.Body = map[string]any{"was": r.Body} },
		"world": func(r *sdk.Request) {
			for name, value := range map[string]string{"Protocol": "HTTP/1.1", "From": "", "Features": "1", "Status": "200", "Debug": "1"} {
				r.Header["X-"+name] = []string{value}
			}
		},
		"no body": func(r *sdk.Request) { r.Body = nil },
	} {
		run, log, err := httpGuest(t, do)
		if err != nil {
			t.Errorf("%s: %v", do, err)
			continue
		}
		want := aRun()
		change(want.Request)
		if diff := cmp.Diff(want.Request, run.Request); diff != "" {
			t.Errorf("%s (-want +got):\n%s", do, diff)
		}
		if do == "world" && !strings.Contains(log, `level=ERROR msg="a module says" module=http.wasm run_id=r_1 text="*** was here"`) {
			t.Errorf("the log is %s", log)
		}
	}
}

func TestHTTPWasmEnds(t *testing.T) {
	for do, want := range map[string]struct {
		outcome sdk.Outcome
		text    string
	}{
		"answer":     {sdk.Dropped, "http.wasm: the module answered 403 in the endpoint's place: not on a Friday"},
		"not json":   {sdk.Permanent, "http.wasm: the module wrote a body that isn't JSON, which is what is sent: "},
		"line break": {sdk.Permanent, "http.wasm: it set the header X-A to a value with a line break"},
		"bad name":   {sdk.Permanent, `http.wasm: it set a header whose name "a b" is none`},
		"bad method": {sdk.Permanent, `http.wasm: it set the method "a b", which is none`},
		"trailer":    {sdk.Permanent, "http.wasm: it set a trailer"},
		"outside":    {sdk.Permanent, "http.wasm: it gave a pointer outside its memory"},
	} {
		_, _, err := httpGuest(t, do)
		if outcome, _ := sdk.OutcomeOf(err); outcome != want.outcome || !strings.HasPrefix(err.Error(), want.text) {
			t.Errorf("%s: %v %v\nwant %v", do, outcome, err, want)
		}
	}
	e, _ := env(".")
	_, err := open(t, e, func(s *wasm.Settings) { s.Module, s.Config = "testdata/http.wasm", "early" })
	if want := "calling its _start: it asked for the request while there was none"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v, want %s", err, want)
	}
}

// What the guest sets is bounded as its body is.
func TestHTTPWasmOutput(t *testing.T) {
	const want = "http.wasm: it set method, URI and headers of more than 200 bytes"
	for _, do := range []string{"long headers", "long uri"} {
		step, _ := module(t, "http", func(s *wasm.Settings) { s.Config, s.Output = do, 200 })
		if _, err := step.Do(t.Context(), aRun()); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", do, err, want)
		}
	}
}

// Config that is more than text comes as JSON.
func TestHTTPWasmConfig(t *testing.T) {
	step, _ := module(t, "http", func(s *wasm.Settings) { s.Config = map[string]any{"do": "uri"} })
	run, err := step.Do(t.Context(), aRun())
	if err != nil || run.Request.URL != aRun().Request.URL {
		t.Errorf("%v, %v", run.Request, err)
	}
}

func number(text string) json.Number { return json.Number(text) }
