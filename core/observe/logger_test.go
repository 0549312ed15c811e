package observe_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/slogtest"

	"github.com/drayhq/dray/core/observe"
	"github.com/drayhq/dray/core/secret"
)

func TestJSONHandlerKeepsToSlog(t *testing.T) {
	var out bytes.Buffer
	slogtest.Run(t, func(*testing.T) slog.Handler {
		out.Reset()
		return observe.NewLogger(&out, observe.Options{}, secret.NewVault("a-secret-value")).Handler()
	}, func(t *testing.T) map[string]any {
		t.Helper()
		var record map[string]any
		if err := json.Unmarshal(out.Bytes(), &record); err != nil {
			t.Fatalf("%v in %s", err, out.Bytes())
		}
		return record
	})
}

func TestTerminalLine(t *testing.T) {
	tests := []struct {
		name    string
		noColor bool
		colored bool
	}{
		{"in colour", false, true},
		{"without", true, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			options := observe.Options{Terminal: true, NoColor: tt.noColor}
			observe.NewLogger(&out, options, nil).Warn("a run waits", "run", "r_1")
			line := out.String()
			if !strings.Contains(line, "a run waits") || !strings.Contains(line, "r_1") {
				t.Errorf("got %q", line)
			}
			if got := strings.Contains(line, "\x1b["); got != tt.colored {
				t.Errorf("colour is %v in %q", got, line)
			}
		})
	}
}

func TestLevel(t *testing.T) {
	var out bytes.Buffer
	var level slog.LevelVar
	level.Set(slog.LevelWarn)
	log := observe.NewLogger(&out, observe.Options{Level: &level}, nil)
	log.Info("quiet")
	if out.Len() > 0 {
		t.Errorf("info was written at level warn: %s", out.String())
	}
	level.Set(slog.LevelDebug)
	log.Debug("loud")
	if !strings.Contains(out.String(), `"level":"DEBUG","msg":"loud"`) {
		t.Errorf("got %s", out.String())
	}
}

func TestOptionsForAFile(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	got := observe.OptionsFor(file, []string{"TERM=xterm"}, slog.LevelError)
	if got.Terminal || !got.NoColor || got.Level != slog.LevelError {
		t.Errorf("got %+v", got)
	}
}
