package audit

import (
	"context"
	"log/slog"

	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/sdk"
)

// Reporter logs one line a run that says who asked for what, and what became of
// it, once Port knows.
type Reporter struct {
	dispatch.Reporter
	Log   *slog.Logger
	Vault *secret.Vault
	// Trace gives a run's trace id; nil where nothing is traced.
	Trace func(run sdk.Run) string
}

// Finish has Port told, then logs the line.
func (r Reporter) Finish(ctx context.Context, e report.Ending) {
	r.Reporter.Finish(ctx, e)
	if e.Row == report.Skipped {
		return
	}
	level := slog.LevelInfo
	if e.Row != report.Delivered {
		level = slog.LevelWarn
	}
	attrs := line(e, r.Vault.With(e.Run.Secrets...))
	if r.Trace != nil {
		attrs = append(attrs, slog.String("trace", r.Trace(e.Run)))
	}
	r.Log.LogAttrs(ctx, level, "run", attrs...)
}

// Waiting logs that a run waits for its next attempt, when the reason is a new one.
func (r Reporter) Waiting(w report.Waiting) {
	if w.Before == nil || w.Before.Error() != w.Err.Error() {
		set := r.Vault.With(w.Run.Secrets...)
		r.Log.Warn("will be tried again", slog.String("run", w.Run.ID), slog.String("step", w.Step),
			slog.Int("attempt", w.Attempt), slog.String("in", w.Wait.String()), slog.String("error", set.Mask(w.Err.Error())))
	}
	r.Reporter.Waiting(w)
}
