package jq_test

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

// The README's example does what the README says.
func TestReadmeExample(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := map[string]string{}
	for _, m := range regexp.MustCompile("(?s)```json (\\w+)\n(.*?)```").FindAllSubmatch(text, -1) {
		blocks[string(m[1])] = string(m[2])
	}
	replyText := regexp.MustCompile("reply `(.*?)`").FindSubmatch(text)
	if len(blocks) != 4 || replyText == nil {
		t.Fatalf("the README has %d blocks and the reply %q, want mapping, event, request, report and a reply", len(blocks), replyText)
	}

	env := sdk.Env{Environ: []string{"CIRCLE_CI_TOKEN=cci-token"}}
	run, err := withMapping(t, env, blocks["mapping"]).Do(t.Context(), event(t, blocks["event"]))
	if err != nil {
		t.Fatal(err)
	}
	var want, wantReport map[string]any
	decode(t, blocks["request"], &want)
	decode(t, blocks["report"], &wantReport)
	got := map[string]any{"method": run.Request.Method, "url": run.Request.URL, "headers": run.Request.Header, "body": run.Request.Body}
	if diff := cmp.Diff(any(want), asJSON(t, got)); diff != "" {
		t.Errorf("request (-README +got):\n%s", diff)
	}
	run.Reply = &sdk.Reply{Status: 201, Body: replyText[1]}
	report, _ := run.Reporter.Report(t.Context(), run)
	if diff := cmp.Diff(wantReport, map[string]any{"link": report.Link, "externalRunId": report.ExternalRunID}); diff != "" {
		t.Errorf("report (-README +got):\n%s", diff)
	}
}

// Every setting and every field of an entry is in the README.
func TestReadmeNamesAll(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"mapping", "timeout", "enabled", "method", "url", "headers", "query", "body", "report", "fieldsToDecryptPaths"} {
		if !bytes.Contains(text, []byte("\n| `"+name+"` |")) {
			t.Errorf("the README has no row for %s", name)
		}
	}
}

func decode(t *testing.T, text string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatalf("decoding %s: %v", text, err)
	}
}
