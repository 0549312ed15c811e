package app

import (
	"context"
	"encoding/json"
	"log/slog"

	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/secret"
)

// audited logs one line a run that says who asked for what, and what became of
// it, once Port knows.
type audited struct {
	dispatch.Reporter
	log   *slog.Logger
	vault *secret.Vault
}

// Finish has Port told, then logs the line.
func (a audited) Finish(ctx context.Context, e report.Ending) {
	a.Reporter.Finish(ctx, e)
	if e.Row == report.Skipped {
		return
	}
	level := slog.LevelInfo
	if e.Row != report.Delivered {
		level = slog.LevelWarn
	}
	a.log.LogAttrs(ctx, level, "run", line(e, a.vault.With(e.Run.Secrets...))...)
}

// Waiting logs that a run waits for its next attempt, when the reason is a new one.
func (a audited) Waiting(w report.Waiting) {
	if w.Before == nil || w.Before.Error() != w.Err.Error() {
		set := a.vault.With(w.Run.Secrets...)
		a.log.Warn("will be tried again", slog.String("run", w.Run.ID), slog.String("step", w.Step),
			slog.Int("attempt", w.Attempt), slog.String("in", w.Wait.String()), slog.String("error", set.Mask(w.Err.Error())))
	}
	a.Reporter.Waiting(w)
}

// line gives the audit line's attributes, with the run's own secrets masked.
func line(e report.Ending, set *secret.Set) []slog.Attr {
	attrs := []slog.Attr{
		slog.String("run", e.Run.ID),
		slog.String("outcome", e.Row.String()),
		slog.String("requester", set.Mask(e.Requester)),
		slog.String("action", set.Mask(e.Action)),
		slog.String("route", e.Route),
	}
	if r := e.Run.Request; r != nil {
		attrs = append(attrs, slog.String("request", set.Mask(r.Method+" "+r.URL)))
	}
	if r := e.Run.Reply; r != nil {
		attrs = append(attrs, slog.Int("answer", r.Status))
		if id := pipeline(r.Body); id != "" {
			attrs = append(attrs, slog.String("pipeline", set.Mask(id)))
		}
	}
	if e.Err != nil {
		attrs = append(attrs, slog.String("step", e.Step), slog.String("error", set.Mask(e.Err.Error())))
	}
	for _, w := range e.Run.Warnings {
		attrs = append(attrs, slog.String("warning", set.Mask(w)))
	}
	return append(attrs,
		slog.Int("attempts", e.Attempts),
		slog.Float64("ms", float64(e.Took.Microseconds())/1000),
		slog.Int64("offset", e.Run.Source.Offset),
	)
}

// pipeline gives the id that an answer names, "" if there is none.
func pipeline(body []byte) string {
	var answer struct {
		ID any `json:"id"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return ""
	}
	switch id := answer.ID.(type) {
	case string:
		return id
	case float64:
		text, _ := json.Marshal(id) // a finite number always has JSON
		return string(text)
	}
	return ""
}

// dry is the reporter of a dry run: Port is told nothing, the log is.
type dry struct {
	log   *slog.Logger
	vault *secret.Vault
}

// Finish logs what would have been sent.
func (d dry) Finish(ctx context.Context, e report.Ending) {
	set := d.vault.With(e.Run.Secrets...)
	if e.Row == report.Delivered {
		d.log.LogAttrs(ctx, slog.LevelInfo, "would send", line(e, set)...)
		return
	}
	d.log.LogAttrs(ctx, slog.LevelInfo, "would not send", line(e, set)...)
}

// Waiting says nothing: a dry run has nothing to wait for.
func (dry) Waiting(report.Waiting) {}
