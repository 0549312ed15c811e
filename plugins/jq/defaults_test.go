package jq_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

const forward = `{"payload":{"action":{"invocationMethod":{"url":"https://h/p","method":"put"}}}}`

func TestDefaultsComeFromTheEvent(t *testing.T) {
	run := event(t, forward)
	out, err := withMapping(t, sdk.Env{}, "[{}]").Do(t.Context(), run)
	want := &sdk.Request{Method: "PUT", URL: "https://h/p", Header: sdk.Header{}, Body: run.Event}
	if diff := cmp.Diff(want, out.Request); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	changes := event(t, `{"payload":{"action":{"invocationMethod":{"url":"https://wrong"}}},"changelogDestination":{"url":"https://h/c"}}`)
	changes.Kind = sdk.ChangeLog
	out, err = withMapping(t, sdk.Env{}, "[{}]").Do(t.Context(), changes)
	if err != nil || out.Request.URL != "https://h/c" || out.Request.Method != http.MethodPost {
		t.Errorf("a change-log event gives %+v, %v", out.Request, err)
	}
	for _, text := range []string{`{}`, `null`, `[]`, `{"payload":{"action":5}}`, `{"payload":{"action":{"invocationMethod":{"url":null}}}}`} {
		if _, err := withMapping(t, sdk.Env{}, "[{}]").Do(t.Context(), event(t, text)); err == nil || !strings.Contains(err.Error(), "entry 0: no url here") {
			t.Errorf("%s: %v, want an error that asks for a url", text, err)
		}
	}
}
