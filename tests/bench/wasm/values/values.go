package values

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/drayhq/dray/core/event"
	"github.com/drayhq/dray/plugins/jq"
	"github.com/drayhq/dray/sdk"
)

// Env gives what dray gives a step.
func Env(root string) sdk.Env {
	return sdk.Env{
		Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
		Dir: root, Now: time.Now, Environ: []string{"CIRCLE_CI_TOKEN=cci-token"},
		Sensitive: func(name string) bool { return strings.EqualFold(name, "Circle-Token") },
		MayGo:     func(u *url.URL) bool { return u.Host == "circleci.com" },
	}
}

// Run gives the run as the mapping leaves it. root is the folder of the repository.
func Run(ctx context.Context, root string) (sdk.Run, error) {
	text, err := os.ReadFile(filepath.Join(root, "tests/bench/testdata/event.json"))
	if err != nil {
		return sdk.Run{}, fmt.Errorf("reading the event: %w", err)
	}
	run := sdk.Run{ID: "r_0000000000000000", Attempt: 1, Mapping: -1, Source: sdk.Source{Topic: "org_bench.runs"}, Raw: text}
	if run.Event, err = event.Decode(text); err != nil {
		return sdk.Run{}, fmt.Errorf("decoding the event: %w", err)
	}
	mapping, err := jq.Plugin().Open(ctx, func(into any) error {
		into.(*jq.Settings).Mapping = "configs/examples/circleci/invocations.json"
		return nil
	}, Env(root))
	if err != nil {
		return sdk.Run{}, fmt.Errorf("opening the mapping: %w", err)
	}
	if run, err = mapping.Do(ctx, run); err != nil {
		return sdk.Run{}, fmt.Errorf("evaluating the mapping: %w", err)
	}
	return run, nil
}

// Text gives {"event":…,"request":…}, for those who work on JSON.
func Text(run sdk.Run) ([]byte, error) {
	text, err := json.Marshal(map[string]any{"event": json.RawMessage(run.Raw), "request": Request(run.Request)})
	if err != nil {
		return nil, fmt.Errorf("encoding the run: %w", err)
	}
	return text, nil
}

// Request gives a request as JSON shows it.
func Request(r *sdk.Request) map[string]any {
	return map[string]any{"method": r.Method, "url": r.URL, "headers": r.Header, "body": r.Body}
}
