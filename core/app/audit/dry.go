package audit

import (
	"context"
	"log/slog"

	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/secret"
)

// Dry is the reporter of a dry run: Port is told nothing, the log is.
type Dry struct {
	Log   *slog.Logger
	Vault *secret.Vault
}

// Finish logs what would have been sent.
func (d Dry) Finish(ctx context.Context, e report.Ending) {
	set := d.Vault.With(e.Run.Secrets...)
	if e.Row == report.Delivered {
		d.Log.LogAttrs(ctx, slog.LevelInfo, "would send", line(e, set)...)
		return
	}
	d.Log.LogAttrs(ctx, slog.LevelInfo, "would not send", line(e, set)...)
}

// Waiting says nothing: a dry run has nothing to wait for.
func (Dry) Waiting(report.Waiting) {}
