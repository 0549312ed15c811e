package explain_test

import (
	"strings"
	"testing"

	"github.com/drayhq/dray/core/explain"
)

// What a module or an event says can't take the terminal over.
func TestTextIsShownAndNotObeyed(t *testing.T) {
	x := explain.Explanation{
		Event: "e.json", Outcome: "drop", Reason: "\x1b[31mred\x1b]0;title\x07\r over\u202e and\u009b",
		Request: &explain.Request{Method: "POST", URL: "https://ci.example/ü", Body: map[string]any{"a": "é☃\u202e\x1b"}},
	}
	var b strings.Builder
	if err := x.Text(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`  why        \x1b[31mred\x1b]0;title\a\r over\u202e and\u009b` + "\n", "POST https://ci.example/ü\n", `"a": "é☃\u202e\u001b"`,
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s is not in %q", want, b.String())
		}
	}
}
