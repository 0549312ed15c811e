package observe

import (
	"context"
	"log/slog"

	"github.com/drayhq/dray/core/secret"
)

// redactor is a handler that masks messages and attributes before another one
// formats them. It sees whole values, and so also masks those that are too
// short to be looked for in a line.
type redactor struct {
	next    slog.Handler
	secrets *secret.Vault
}

func newRedactor(next slog.Handler, secrets *secret.Vault) slog.Handler {
	return &redactor{next: next, secrets: secrets}
}

// Enabled is the next handler's.
func (r *redactor) Enabled(ctx context.Context, level slog.Level) bool {
	return r.next.Enabled(ctx, level)
}

// Handle masks the record and hands it on.
func (r *redactor) Handle(ctx context.Context, record slog.Record) error {
	set := r.secrets.Set()
	masked := slog.NewRecord(record.Time, record.Level, set.Mask(record.Message), record.PC)
	attrs := make([]slog.Attr, 0, record.NumAttrs())
	record.Attrs(func(attr slog.Attr) bool {
		attrs = append(attrs, maskAttr(set, attr))
		return true
	})
	masked.AddAttrs(attrs...)
	return r.next.Handle(ctx, masked)
}

// WithAttrs masks attrs and hands them on.
func (r *redactor) WithAttrs(attrs []slog.Attr) slog.Handler {
	return newRedactor(r.next.WithAttrs(maskAttrs(r.secrets.Set(), attrs)), r.secrets)
}

// WithGroup is the next handler's.
func (r *redactor) WithGroup(name string) slog.Handler {
	return newRedactor(r.next.WithGroup(name), r.secrets)
}
