package breaker

import (
	"log/slog"
	"strings"
	"testing"
)

// A host can be made of what only its own run may know.
func TestTheOriginIsMasked(t *testing.T) {
	var log strings.Builder
	b := newBreakers(slog.New(slog.NewTextHandler(&log, nil)))
	for range 5 {
		pass, err := b.Enter("https://hush-hush.example", "/")
		if err != nil {
			t.Fatal(err)
		}
		pass.Mask = func(text string) string { return strings.ReplaceAll(text, "hush-hush", "***") }
		pass.Unreached("no such host")
	}
	_, err := b.Enter("https://hush-hush.example", "/")
	if err == nil || !strings.Contains(err.Error(), "https://***.example") || !strings.Contains(log.String(), "https://***.example") {
		t.Errorf("it is not held back by name: %v, %s", err, log.String())
	}
	if all := err.Error() + b.Ready().Error() + log.String(); strings.Contains(all, "hush-hush") {
		t.Errorf("the secret is told: %s", all)
	}
}
