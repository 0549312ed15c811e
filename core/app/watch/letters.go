//go:build !lean

package watch

import (
	"context"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/report"
)

// Shelf gives next, watched.
func (w *Watch) Shelf(next dispatch.Shelf) dispatch.Shelf {
	if w == nil || w.metrics == nil || next == nil {
		return next
	}
	return shelf{next, w}
}

type shelf struct {
	dispatch.Shelf
	watch *Watch
}

// Park counts a letter.
func (s shelf) Park(ctx context.Context, letter deadletter.Letter) (report.Kept, error) {
	kept, err := s.Shelf.Park(ctx, letter)
	s.watch.metrics.Parked(string(letter.Class), err)
	return kept, err
}

// Desk gives next, watched.
func (w *Watch) Desk(next admin.Desk) admin.Desk {
	if w == nil || w.metrics == nil {
		return next
	}
	return desk{next, w}
}

type desk struct {
	admin.Desk
	watch *Watch
}

// Drop counts the letters that went.
func (d desk) Drop(ctx context.Context, filter deadletter.Filter, reason string, each func(admin.Fate) error) error {
	return d.Desk.Drop(ctx, filter, reason, func(fate admin.Fate) error {
		if fate.Outcome == admin.Dropped {
			d.watch.metrics.Dropped()
		}
		return each(fate)
	})
}
