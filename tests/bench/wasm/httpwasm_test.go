package main

import (
	"context"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/sdk"
)

// theirs gives a guest of http-wasm-host-go's own, from the module's source.
func theirs(t *testing.T, name string) string {
	t.Helper()
	dir, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Dir}}", "github.com/http-wasm/http-wasm-host-go").Output()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(strings.TrimSpace(string(dir)), filepath.FromSlash(name)+".wasm")
}

// through takes a run through a guest, whose file is copied for its name's sake.
func through(t *testing.T, guest string, config any, change func(*sdk.Request)) (sdk.Run, string, error) {
	t.Helper()
	text, err := os.ReadFile(theirs(t, guest))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "m.wasm")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	run := sdk.Run{ID: "r_1", Attempt: 1, Request: &sdk.Request{
		Method: "POST", URL: "https://circleci.com/api/v2/me", Header: sdk.Header{"X-Team": {"a"}}, Body: map[string]any{"a": "open sesame"},
	}}
	if change != nil {
		change(run.Request)
	}
	step, err := wasm.Plugin().Open(t.Context(), func(into any) error {
		s := into.(*wasm.Settings)
		s.Module, s.Config = path, config
		return nil
	}, sdk.Env{
		Log: slog.New(slog.NewTextHandler(&log, nil)), Now: time.Now,
		Sensitive: func(name string) bool { return strings.EqualFold(name, "Authorization") },
	})
	if err != nil {
		return run, "", err
	}
	defer step.(sdk.Closer).Close()
	out, err := step.Do(context.Background(), run)
	return out, log.String(), err
}

// Guests that were written for http-wasm-host-go, by its authors, do here what their
// sources say: what they pass on is sent, what they answer drops the run.
func TestTheirGuests(t *testing.T) {
	const (
		examples = "examples/"
		e2e      = "internal/test/testdata/e2e/"
		broken   = "internal/test/testdata/error/"
	)
	for _, c := range []struct {
		guest  string
		config any
		change func(*sdk.Request)
		want   string // of the error; "" for none
		check  func(r *sdk.Request, log string) bool
	}{
		{guest: examples + "auth", want: "m.wasm: the module answered 401 in the endpoint's place"},
		{guest: examples + "auth", change: func(r *sdk.Request) { // a token can't be read, so that it can't be checked either
			r.Header["Authorization"] = []string{"Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="}
		}, want: "m.wasm: the module answered 401 in the endpoint's place"},
		{guest: examples + "config", config: `{"a":12}`, check: func(*sdk.Request, string) bool { return true }},
		{guest: examples + "config", want: "unreachable"},
		{guest: examples + "log", check: func(_ *sdk.Request, log string) bool { return strings.Contains(log, `text="hello world"`) }},
		{guest: examples + "redact", config: "open sesame", check: func(r *sdk.Request, _ string) bool {
			return sdk.Decoded(r.Body).(map[string]any)["a"] == "###########"
		}},
		{guest: examples + "router", change: func(r *sdk.Request) { r.URL = "https://circleci.com/host/api?x=1" }, check: func(r *sdk.Request, _ string) bool {
			return r.URL == "https://circleci.com/api?x=1"
		}},
		{guest: examples + "router", want: "m.wasm: the module answered 200 in the endpoint's place: hello world"},
		{guest: examples + "wasi", check: func(_ *sdk.Request, log string) bool { return strings.Contains(log, "POST /api/v2/me HTTP/1.1") }},
		{guest: e2e + "header_names", check: func(r *sdk.Request, _ string) bool { return r.Header.Get("X-Team") == "a" }},
		{guest: e2e + "header_names", change: func(r *sdk.Request) { r.Header = nil }, want: "m.wasm: the module answered 200"},
		{guest: e2e + "header_value", check: func(r *sdk.Request, _ string) bool { return r.Header.Get("Content-Type") == "text/plain" }},
		{guest: e2e + "protocol_version", want: "m.wasm: the module answered 200 in the endpoint's place: HTTP/1.1"},
		{guest: e2e + "uri", want: "m.wasm: the module wrote a body that isn't JSON, which is what is sent"},
		{guest: e2e + "method", want: "m.wasm: the module wrote a body that isn't JSON, which is what is sent"},
		{guest: e2e + "handle_response", check: func(r *sdk.Request, _ string) bool { return r.URL == "https://circleci.com/api/v2/me" }},
		{guest: broken + "panic_on_start", want: "unreachable"},
		{guest: broken + "panic_on_handle_request", want: "m.wasm: unreachable"},
	} {
		run, log, err := through(t, c.guest, c.config, c.change)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v\nwant %q", c.guest, err, c.want)
			continue
		}
		if c.check != nil && !c.check(run.Request, log) {
			t.Errorf("%s: it became %+v, and the log says %s", c.guest, run.Request, log)
		}
	}
}
