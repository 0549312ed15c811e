package table

import (
	"log/slog"
	"time"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/sdk"
)

// Env is what the steps of a config get. environ is what mappings may read.
func Env(cfg *config.Config, environ []string, vault *secret.Vault, log *slog.Logger) sdk.Env {
	return sdk.Env{
		Log: log, ClientSecret: cfg.Port.ClientSecret, Environ: environ,
		Now: time.Now, Dir: cfg.Dir, Hosts: cfg.HTTP.Hosts,
		Parks:     cfg.Store.Path != "" || cfg.Kafka.Topics.DeadLetters != "",
		Sensitive: secret.Headers{}.Sensitive,
		Mask:      func(run sdk.Run, text string) string { return vault.With(run.Secrets...).Mask(text) },
	}
}
