package kafkaclient

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/drayhq/dray/core/config"
)

func TestTroubleIsSaidWhenItChanges(t *testing.T) {
	var said strings.Builder
	trouble := NewTrouble(config.Kafka{}, slog.New(slog.NewTextHandler(&said, nil)))
	ctx := t.Context()
	for _, text := range []string{"a", "a", "b", "b"} {
		trouble.Report(ctx, "fetching", errors.New(text))
	}
	if n := strings.Count(said.String(), "level=WARN"); n != 2 {
		t.Errorf("%d warnings, want 2:\n%s", n, said.String())
	}
	if err := trouble.Err(); err == nil || err.Error() != "fetching: b" {
		t.Errorf("Err gives %v", err)
	}
	trouble.Over(ctx, "fetching")
	trouble.Over(ctx, "fetching")
	if n := strings.Count(said.String(), "level=INFO"); n != 1 || trouble.Err() != nil {
		t.Errorf("%d words that it is over, and still %v", n, trouble.Err())
	}
}

func TestStoppingIsNoTrouble(t *testing.T) {
	trouble := NewTrouble(config.Kafka{}, slog.New(slog.DiscardHandler))
	trouble.Report(t.Context(), "fetching", context.Canceled)
	trouble.Report(t.Context(), "fetching", kgo.ErrClientClosed)
	if err := trouble.Err(); err != nil {
		t.Error(err)
	}
}
