package audit

import (
	"cmp"
	"encoding/json"
	"log/slog"

	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/secret"
)

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
	if e.Kept.Anywhere() {
		attrs = append(attrs, slog.String("dead_letter", cmp.Or(e.Kept.ID, e.Kept.Topic)))
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
