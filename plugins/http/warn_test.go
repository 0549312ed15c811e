package http

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
)

// Who turns verification off is warned at the start, and at no other time.
func TestUnverifiedIsWarnedOf(t *testing.T) {
	for settings, warns := range map[string]bool{"": false, "verify_ssl: false": true} {
		var log bytes.Buffer
		env := testEnv
		env.Log = slog.New(slog.NewTextHandler(&log, nil))
		openStep(t, settings, env)
		if got := strings.Contains(log.String(), "level=WARN") && strings.Contains(log.String(), "verify_ssl is off"); got != warns {
			t.Errorf("with %q the log says %q", settings, log.String())
		}
	}
}
