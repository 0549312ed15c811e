package tests

import (
	"os"
	"strings"
	"testing"
)

// Each threat names the tests of what stops it, and those exist.
func TestThreatsNameTheirTests(t *testing.T) {
	text, err := os.ReadFile("../core/THREATS.md")
	if err != nil {
		t.Fatal(err)
	}
	_, threats, _ := strings.Cut(string(text), "<!-- threats -->\n")
	threats, _, found := strings.Cut(threats, "<!-- /threats -->")
	if !found {
		t.Fatal("core/THREATS.md has no threats between its marks")
	}
	lines := 0
	for line := range strings.Lines(threats) {
		if strings.HasPrefix(line, "- ") {
			lines++
			namesTests(t, line)
		}
	}
	if lines < 30 {
		t.Errorf("there are %d threats", lines)
	}
}
