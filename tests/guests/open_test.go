package guests_test

import (
	"cmp"
	"context"
	"encoding/json"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/sdk"
)

// opened is a step of one module, and what it logs.
type opened struct {
	sdk.Step

	log *lines
}

// open makes a step of a module with the given config, as dray's config would. now
// is the time of each attempt; "" is 2026-01-02T03:04:05Z.
func open(t *testing.T, path string, config any, now string) (opened, error) {
	t.Helper()
	text, err := json.Marshal(map[string]any{
		"module": path, "config": config, "cache_dir": built.cache,
		"timeout": "10s", "command_timeout": "10s", // a busy machine is no fault of a guest
	})
	if err != nil {
		t.Fatal(err)
	}
	clock, err := time.Parse(time.RFC3339, cmp.Or(now, "2026-01-02T03:04:05Z"))
	if err != nil {
		t.Fatal(err)
	}
	log := &lines{}
	env := sdk.Env{
		Log: slog.New(log), Now: func() time.Time { return clock }, Sensitive: secret.NewHeaders().Named,
	}
	decode := func(into any) error { return yaml.UnmarshalWithOptions(text, into, yaml.Strict()) }
	step, err := wasm.Plugin().Open(t.Context(), decode, env)
	if err != nil {
		return opened{}, err
	}
	if closer, ok := step.(sdk.Closer); ok {
		t.Cleanup(func() {
			if err := closer.Close(); err != nil {
				t.Errorf("closing the step: %v", err)
			}
		})
	}
	return opened{step, log}, nil
}

// line is one line of a log.
type line struct {
	Level   string `json:"level"`
	Message string `json:"message"`
}

// lines is a log that keeps what modules say.
type lines struct {
	sync.Mutex
	list []line
}

func (l *lines) Enabled(context.Context, slog.Level) bool { return true }
func (l *lines) WithAttrs([]slog.Attr) slog.Handler       { return l }
func (l *lines) WithGroup(string) slog.Handler            { return l }

func (l *lines) Handle(_ context.Context, record slog.Record) error {
	l.Lock()
	defer l.Unlock()
	record.Attrs(func(a slog.Attr) bool {
		if a.Key == "text" { // what a module says
			l.list = append(l.list, line{record.Level.String(), a.Value.String()})
		}
		return true
	})
	return nil
}

// take gives the lines since the last take.
func (l *lines) take() []line {
	l.Lock()
	defer l.Unlock()
	list := l.list
	l.list = nil
	return list
}
