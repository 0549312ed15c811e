package app

import (
	"log/slog"
	"testing"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/secret"
)

func TestAnEmitterTakesEveryBoundOnMessages(t *testing.T) {
	for _, bytes := range []int{1, 10 << 20, 1<<31 - 1} {
		cfg := config.Defaults()
		cfg.Kafka.Brokers, cfg.Limits.MessageBytes = []string{"127.0.0.1:1"}, bytes
		a, err := New(&cfg, nil, secret.NewVault(), slog.New(slog.DiscardHandler), false, nil)
		if err != nil {
			t.Fatal(err)
		}
		e, err := a.Emitter(t.Context(), "t")
		if err != nil {
			t.Errorf("limits.message_bytes of %d: %v", bytes, err)
			continue
		}
		e.Close()
	}
}
