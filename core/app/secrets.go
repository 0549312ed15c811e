package app

import (
	"strings"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/secret"
)

// hidden are the prefixes of the variables that mappings can't read.
var hidden = []string{"PORT_CLIENT_", "KAFKA_", "DRAY_"}

// plain are the hidden variables that say how dray is set up and hold nothing
// secret. Masking their values would tear up messages: a broker that can't be
// reached must be named, and the hosts of DRAY_HTTP_HOSTS stand in every URL.
var plain = []string{
	"_BROKERS", "_BOOTSTRAP_SERVERS", "_SECURITY_PROTOCOL", "_AUTHENTICATION_MECHANISM", "_SESSION_TIMEOUT_MS",
	"_AUTO_OFFSET_RESET", "_GROUP_ID", "_GROUP", "_TOPIC", "_TOPICS_RUNS", "_TOPICS_CHANGES", "_START", "_URL", "_ORG",
	"_DIR", "_HOSTS", "_FILE", "_LEVEL", "_DETAILED", "_ENABLED", "_MECHANISM", "_NAME", "_VERIFY", "_DRAIN", "_CACHE",
	"_USERNAME", "_TIMEOUT", "_PATH", "_KEEP", "_IN_DOUBT", "_LISTEN", "_DEAD_LETTERS", "_INSTANCE_ID", "_ENDPOINT", "_SAMPLE", "_INSECURE_SKIP_VERIFY",
}

// Vault gives the values that must never be shown: the config's, and those of
// the hidden environment variables.
func Vault(cfg *config.Config, environ []string) *secret.Vault {
	return secret.NewVault(Secrets(cfg, environ)...)
}

// Secrets gives the values that a [Vault] is made of.
func Secrets(cfg *config.Config, environ []string) []string {
	values := cfg.Secrets()
	for _, entry := range environ {
		if name, value, _ := strings.Cut(entry, "="); secretVariable(name) {
			values = append(values, value)
		}
	}
	return values
}

func secretVariable(name string) bool {
	for _, suffix := range plain {
		if strings.HasSuffix(name, suffix) || strings.HasPrefix(name, "DRAY_LIMITS_") {
			return false
		}
	}
	for _, prefix := range hidden {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
