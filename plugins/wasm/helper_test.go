package wasm_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/sdk"
)

// buffer is a log that a test reads while others write.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// env gives what dray gives a step, and what it logs.
func env(dir string) (sdk.Env, *buffer) {
	log := &buffer{}
	return sdk.Env{
		Log: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})), Dir: dir, Parks: true,
		Now:       func() time.Time { return time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC) },
		Sensitive: func(name string) bool { return strings.EqualFold(name, "Circle-Token") },
		Mask: func(run sdk.Run, text string) string {
			for _, secret := range run.Secrets {
				text = strings.ReplaceAll(text, secret, "***")
			}
			return text
		},
	}, log
}

// open opens a step with settings over the defaults.
func open(t testing.TB, env sdk.Env, set func(*wasm.Settings)) (sdk.Step, error) {
	t.Helper()
	step, err := wasm.Plugin().Open(t.Context(), func(into any) error { set(into.(*wasm.Settings)); return nil }, env)
	if err == nil {
		t.Cleanup(func() {
			if err := step.(sdk.Closer).Close(); err != nil {
				t.Error(err)
			}
		})
	}
	return step, err
}

// module opens a step with one module of testdata.
func module(t testing.TB, name string, set func(*wasm.Settings)) (sdk.Step, *buffer) {
	t.Helper()
	e, log := env(".")
	step, err := open(t, e, func(s *wasm.Settings) {
		s.Module = filepath.Join("testdata", name+".wasm")
		if set != nil {
			set(s)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return step, log
}

// hostile opens the guest that does what it is told.
func hostile(t testing.TB, do string, set func(*wasm.Settings)) (sdk.Step, *buffer) {
	t.Helper()
	return module(t, "hostile", func(s *wasm.Settings) {
		s.Config = map[string]any{"do": do}
		if set != nil {
			set(s)
		}
	})
}

// aRun gives a run as jq would leave it.
func aRun() sdk.Run {
	return sdk.Run{
		ID: "r_1", Attempt: 1, Source: sdk.Source{Topic: "org.runs"},
		Event: map[string]any{"action": "deploy", "big": json.Number("12345678901234567890"), "context": map[string]any{"runId": "r_1"}},
		Request: &sdk.Request{
			Method: "POST", URL: "https://circleci.com/api/v2/project/gh%2Fo%2Fr/pipeline",
			Header: sdk.Header{"Circle-Token": {"hush-hush"}, "X-Team": {"a"}},
			Query:  []sdk.Param{{Name: "q", Value: "1 2"}},
			Body:   map[string]any{"branch": "main", "parameters": map[string]any{"n": json.Number("1.50")}},
		},
		Secrets: []string{"hush-hush"},
	}
}

// copyModule copies a module of testdata into a folder.
func copyModule(t testing.TB, name, to string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name+".wasm"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, to, text)
}

// write puts a file in place whole, as a careful deployment does.
func write(t testing.TB, to string, text []byte) {
	t.Helper()
	part := to + ".part"
	if err := os.WriteFile(part, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(part, to); err != nil {
		t.Fatal(err)
	}
}

func mayGo(hosts ...string) func(*url.URL) bool {
	return func(u *url.URL) bool { return slices.Contains(hosts, u.Host) }
}
