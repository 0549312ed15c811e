package letters

import (
	"context"
	"errors"
	"log/slog"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/store"
)

// Shelf keeps letters in a store, in a topic, or in both. One of them is needed.
type Shelf struct {
	Store *store.Store      // nil: none
	Topic *deadletter.Topic // nil: none
	Name  string            // of the topic
	Log   *slog.Logger
}

var _ dispatch.Shelf = Shelf{}

// Park keeps the letter in all places. The store comes first: it knows a letter
// that it has, so that another try makes no second one.
func (s Shelf) Park(ctx context.Context, letter deadletter.Letter) (report.Kept, error) {
	var kept report.Kept
	if s.Store != nil {
		id, err := s.Store.Park(ctx, letter)
		switch {
		case errors.Is(err, store.ErrTooLarge):
			s.Log.Warn("junk that the store has no room for is not kept", "offset", letter.Offset, "error", err)
		case err != nil:
			return kept, err
		}
		kept.ID = id
	}
	if s.Topic != nil {
		if err := s.Topic.Write(ctx, letter); err != nil {
			return kept, err
		}
		kept.Topic = s.Name
	}
	return kept, nil
}
