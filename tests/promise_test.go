package tests

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var proof = regexp.MustCompile(`\[(Test\w+)\]\(([\w/]+_test\.go)\)`)

// Each sentence of the README's promise names tests, and those exist.
func TestThePromiseNamesItsTests(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, promise, _ := strings.Cut(string(readme), "<!-- promise -->\n")
	promise, _, found := strings.Cut(promise, "<!-- /promise -->")
	if !found {
		t.Fatal("README.md has no promise between its marks")
	}
	sentences := strings.Split("\n"+promise, "\n- ")[1:]
	if len(sentences) < 7 {
		t.Errorf("the promise has %d sentences", len(sentences))
	}
	for _, sentence := range sentences {
		namesTests(t, sentence)
	}
}

// namesTests holds a text to naming tests that exist.
func namesTests(t *testing.T, text string) {
	t.Helper()
	tests := proof.FindAllStringSubmatch(text, -1)
	if len(tests) == 0 {
		t.Errorf("no test is named by: %s", text)
	}
	for _, test := range tests {
		file, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(test[2])))
		if err != nil {
			t.Error(err)
		} else if !strings.Contains(string(file), "\nfunc "+test[1]+"(t *testing.T) {") {
			t.Errorf("%s has no %s", test[2], test[1])
		}
	}
}
