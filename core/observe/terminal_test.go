package observe_test

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/observe"
)

// What a module or an event says can't take the terminal over.
func TestATerminalIsNotObeyed(t *testing.T) {
	const evil = "\x1b[31mred\x1b]0;title\x07 and\u009b\x7f"
	for name, attr := range map[string]slog.Attr{
		"text": slog.String("text", evil), "error": slog.Any("error", errors.New(evil)), "list of lists": slog.Any("list", [][]string{{evil}}),
		"list": slog.Any("list", []string{evil}), "group": slog.Group("g", slog.String("in", evil)),
	} {
		var out bytes.Buffer
		observe.NewLogger(&out, observe.Options{Terminal: true, NoColor: true}, nil).Warn("a module says", attr)
		if got := out.String(); strings.ContainsAny(got, "\x1b\x07\u009b\x7f") || !strings.Contains(got, "␛[31mred") {
			t.Errorf("%s: %q", name, got)
		}
	}
	var out bytes.Buffer
	observe.NewLogger(&out, observe.Options{Terminal: true, NoColor: true}, nil).Warn(evil, "error", errors.New("a\nb"))
	if got := out.String(); strings.Contains(got, "\x1b") || strings.Count(got, "\n") != 1 {
		t.Errorf("the message: %q", got)
	}
}
