package tests

import (
	"bytes"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/tests/binary"
)

// varying is what differs from one demo to the next.
var varying = regexp.MustCompile(`127\.0\.0\.1:\d+|[0-9a-f]{8}-[0-9a-f-]{27}|in [\dµ.]+m?s\b|\d{4}-\d\d-\d\dT[\d:.]+Z`)

// What the README shows of the demo is what the demo shows.
func TestTheReadmesDemo(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, shown, _ := strings.Cut(string(readme), "<!-- demo -->\n```text\n")
	shown, _, found := strings.Cut(shown, "\n```\n<!-- /demo -->")
	if !found {
		t.Fatal("README.md has no demo between its marks")
	}
	dray, err := binary.Build(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	cmd := exec.CommandContext(t.Context(), dray, "demo")
	cmd.Stderr = &log
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, &log)
	}
	_, played, _ := strings.Cut(string(out), "\n\ndray takes it through its chain:")
	played = strings.TrimSpace("dray takes it through its chain:" + played)
	if diff := cmp.Diff(varying.ReplaceAllString(shown, "…"), varying.ReplaceAllString(played, "…")); diff != "" {
		t.Errorf("put what make demo prints into README.md (-README +demo):\n%s", diff)
	}
}
