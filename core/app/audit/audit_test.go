package audit_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/app/audit"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/sdk"
)

// told counts what is passed on.
type told struct{ finished, waiting int }

func (t *told) Finish(context.Context, report.Ending) { t.finished++ }
func (t *told) Waiting(report.Waiting)                { t.waiting++ }

func ending(row report.Row, err error) report.Ending {
	return report.Ending{
		Row: row, Requester: "jane@example.com", Action: "deploy", Route: "circleci", Step: "http", Err: err, Attempts: 2, Took: 1500 * time.Microsecond,
		Run: sdk.Run{
			ID: "r_1", Source: sdk.Source{Offset: 17}, Secrets: []string{"hush-hush"}, Warnings: []string{"saw hush-hush"},
			Request: &sdk.Request{Method: "POST", URL: "https://ci.example/hush-hush"},
			Reply:   &sdk.Reply{Status: 201, Body: []byte(`{"id": "the-pipeline"}`)},
		},
	}
}

func lines(t *testing.T, text string) []map[string]any {
	t.Helper()
	var out []map[string]any
	for decoder := json.NewDecoder(bytes.NewBufferString(text)); decoder.More(); {
		var line map[string]any
		if err := decoder.Decode(&line); err != nil {
			t.Fatal(err)
		}
		delete(line, "time")
		out = append(out, line)
	}
	return out
}

func TestLines(t *testing.T) {
	var log bytes.Buffer
	logger, vault := slog.New(slog.NewJSONHandler(&log, nil)), secret.NewVault()
	below := &told{}
	r := audit.Reporter{Reporter: below, Log: logger, Vault: vault}
	r.Finish(t.Context(), ending(report.Delivered, nil))
	r.Finish(t.Context(), ending(report.Skipped, nil))
	r.Finish(t.Context(), ending(report.Dropped, errors.New("not with hush-hush")))
	audit.Dry{Log: logger, Vault: vault}.Finish(t.Context(), ending(report.Delivered, nil))

	line := func(level, msg, outcome string, more map[string]any) map[string]any {
		out := map[string]any{
			"level": level, "msg": msg, "run": "r_1", "outcome": outcome, "requester": "jane@example.com", "action": "deploy",
			"route": "circleci", "request": "POST https://ci.example/***", "answer": 201.0, "pipeline": "the-pipeline",
			"warning": "saw ***", "attempts": 2.0, "ms": 1.5, "offset": 17.0,
		}
		maps.Copy(out, more)
		return out
	}
	want := []map[string]any{
		line("INFO", "run", report.Delivered.String(), nil),
		line("WARN", "run", report.Dropped.String(), map[string]any{"step": "http", "error": "not with ***"}),
		line("INFO", "would send", report.Delivered.String(), nil),
	}
	if diff := cmp.Diff(want, lines(t, log.String())); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if below.finished != 3 {
		t.Errorf("%d were passed on", below.finished)
	}
}

func TestWaitingIsSaidOnceForEachReason(t *testing.T) {
	var log bytes.Buffer
	below := &told{}
	r := audit.Reporter{Reporter: below, Log: slog.New(slog.NewJSONHandler(&log, nil)), Vault: secret.NewVault("hush-hush")}
	busy, again, down := errors.New("busy: hush-hush"), errors.New("busy: hush-hush"), errors.New("down")
	for _, w := range []report.Waiting{{Err: busy}, {Err: again, Before: busy}, {Err: down, Before: again}} {
		r.Waiting(w)
	}
	var said []any
	for _, line := range lines(t, log.String()) {
		said = append(said, line["error"])
	}
	if diff := cmp.Diff([]any{"busy: ***", "down"}, said); diff != "" || below.waiting != 3 {
		t.Errorf("%d passed on (-want +got)\n%s", below.waiting, diff)
	}
}
