package view_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/dlq/view"
	"github.com/drayhq/dray/sdk"
)

var at = time.Date(2026, 3, 1, 12, 0, 0, 999, time.FixedZone("", 3600))

func letters() []deadletter.Letter {
	return []deadletter.Letter{
		{
			ID: "01A", Run: "r_1", Kind: sdk.ActionRun, Topic: "o.runs", Partition: 2, Offset: 17, Published: at, Key: []byte("k\x1b[2J"),
			Value: []byte(`{"b":1.10,"a":"\u001b[31m<"}`), Headers: []deadletter.Header{{Key: "h", Value: []byte{0xff}}},
			Route: "circleci", Action: "deploy", Step: "http", Class: deadletter.Unknown, Reason: "no answer in 30s\nand\x1b[31m so on and on for more than sixty characters",
			Attempts: 3, First: at, Parked: at, Doubt: true, Replay: at,
		},
		{ID: "02", Class: deadletter.Junk, Reason: "no signature", Topic: "o.runs", Value: []byte("\x1b[2Jjunk"), Kind: sdk.ChangeLog},
	}
}

func list(t *testing.T, output string, letters ...deadletter.Letter) (string, bool) {
	t.Helper()
	var b strings.Builder
	l, err := view.NewList(&b, output)
	if err != nil {
		t.Fatal(err)
	}
	for _, letter := range letters {
		if err := l.Add(letter); err != nil {
			t.Fatal(err)
		}
	}
	some, err := l.Close()
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), some
}

func TestTable(t *testing.T) {
	got, some := list(t, "text", letters()...)
	want := `ID   PARKED                CLASS    RUN  ROUTE     ATTEMPTS  REASON
01A  2026-03-01T11:00:00Z  unknown  r_1  circleci  3         (to be replayed) no answer in 30s and\x1b[31m so on and on …
02   -                     junk     -    -         0         no signature
`
	if diff := cmp.Diff(want, got); diff != "" || !some {
		t.Errorf("%v (-want +got)\n%s", some, diff)
	}
	if got, some := list(t, "text"); got != "" || some {
		t.Errorf("of none: %q, %v", got, some)
	}
	if _, err := view.NewList(nil, "xml"); err == nil || err.Error() != `--output "xml": it can be text or json` {
		t.Errorf("got %v", err)
	}
}

func TestObjects(t *testing.T) {
	text, _ := list(t, "json", letters()...)
	var kinds []any
	for line := range strings.Lines(text) {
		var o map[string]any
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			t.Fatal(err)
		}
		kinds = append(kinds, o["kind"])
	}
	if diff := cmp.Diff([]any{"action_run", "change_log"}, kinds); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	var b strings.Builder
	for _, letter := range letters() {
		if err := view.Letter(&b, "json", letter); err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(b.String(), `"message":{"b":1.10,"a":"\u001b[31m<"}}`) || strings.Count(b.String(), `"message"`) != 1 {
		t.Errorf("got %s", b.String())
	}
}

func TestLetter(t *testing.T) {
	var b strings.Builder
	for _, letter := range letters() {
		if err := view.Letter(&b, "text", letter); err != nil {
			t.Fatal(err)
		}
	}
	want := `letter   01A
run      r_1, an action run
class    unknown: it was sent, and nobody knows what came of it; the pipeline may have started
reason   no answer in 30s and\x1b[31m so on and on for more than sixty characters
route    circleci
action   deploy
step     http, attempts: 3, the first 2026-03-01T11:00:00Z
parked   2026-03-01T11:00:00Z
replay   asked for 2026-03-01T11:00:00Z
port     shows the run as in progress
message  o.runs/2@17, published 2026-03-01T11:00:00Z, bytes: 28
key      k\x1b[2J
header   h: "\xff"

{
  "b": 1.10,
  "a": "\u001b[31m<"
}
letter   02
class    junk: forged, unverifiable or unreadable; nothing in it is trusted
reason   no signature
parked   -
message  o.runs/0@0, published -, bytes: 8

\x1b[2Jjunk
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestFate(t *testing.T) {
	fate := admin.Fate{ID: "01", Run: "r_1", Outcome: admin.Parked, Text: "answered\n503 \x1b"}
	for output, want := range map[string]string{
		"text": "01 r_1: parked, answered 503 \\x1b\n",
		"json": `{"id":"01","run":"r_1","outcome":"parked","text":"answered\n503 \u001b"}` + "\n",
	} {
		var b strings.Builder
		if err := view.Fate(&b, output, fate); err != nil || b.String() != want {
			t.Errorf("got %q, %v", b.String(), err)
		}
	}
}
