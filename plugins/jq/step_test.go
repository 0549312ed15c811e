package jq_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
	"github.com/drayhq/dray/sdk/sdktest"
)

func TestFirstEnabledEntryWins(t *testing.T) {
	step := withMapping(t, sdk.Env{}, `[
		{"enabled": ".kind", "url": "\"https://truthy\""},
		{"enabled": false, "url": "\"https://off\""},
		{"enabled": ".kind == \"b\"", "url": "\"https://b\""},
		{"enabled": ".kind == (\"a\", \"b\")", "url": "\"https://first-result\""},
		{"enabled": ".list[0].x", "url": "\"https://late\""}
	]`)
	for text, want := range map[string]int{
		`{"kind":"b"}`:             2,
		`{"kind":"a"}`:             3,
		`{"list":[{"x":true}]}`:    4,
		`{"list":[{"x":1}]}`:       -1,
		`{"list":5}`:               -1,
		`{"kind":"true"}`:          -1,
		`{"kind":true,"list":[0]}`: 0,
	} {
		run, err := step.Do(t.Context(), event(t, text))
		if run.Mapping != want || (err == nil) != (want >= 0) {
			t.Errorf("%s: mapping %d, error %v; want mapping %d", text, run.Mapping, err, want)
		}
	}
}

func TestNoMappingSaysWhatToDo(t *testing.T) {
	step := withMapping(t, sdk.Env{}, `[{"enabled": ".a.b == 1"}, {"enabled": ".c"}]`)
	run, err := step.Do(t.Context(), event(t, `{"a":[]}`))
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"no mapping matched: none of the 2 entries of ", "invocations.json", "add an entry for it", "entry 0: enabled: null, for the jq program failed"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %q, want %q in it", err, want)
		}
	}
	if outcome, _ := sdk.OutcomeOf(err); outcome != sdk.Permanent || run.Request != nil || len(run.Warnings) != 1 {
		t.Errorf("outcome %v, request %v, warnings %q", outcome, run.Request, run.Warnings)
	}
}

// Made by Port's agent with the first 32 bytes of the secret; it holds "s3cret-é".
const (
	secret = "0123456789abcdef0123456789abcdefEXTRA"
	sealed = "AAECAwQFBgcICQoLDA0OD5X18dKtCfPWaVcXc+GJOwy7eJ0FwIKw2QI="
)

func TestDecryptsAfterChoosingAndBeforeMapping(t *testing.T) {
	step := withMapping(t, sdk.Env{ClientSecret: secret}, `[{
		"enabled": ".password != \"s3cret-é\"", "url": "\"https://h\"",
		"body": {"password": ".password", "other": ".other", "text": ". | tostring"},
		"fieldsToDecryptPaths": ["password", "other", "missing"]
	}]`)
	given := event(t, `{"z":1,"password":"`+sealed+`","other":"plain","a":2}`)
	run, err := step.Do(t.Context(), given)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"password": "s3cret-é", "other": "plain", "text": `{"z":1,"password":"s3cret-é","other":"plain","a":2}`}
	if diff := cmp.Diff(any(want), run.Request.Body); diff != "" {
		t.Errorf("body (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"s3cret-é"}, run.Secrets); diff != "" {
		t.Errorf("secrets (-want +got):\n%s", diff)
	}
	if len(run.Warnings) != 1 || !strings.Contains(run.Warnings[0], "field other stays encrypted") {
		t.Errorf("warnings %q, want one of the field other", run.Warnings)
	}
	if got := run.Event.(map[string]any)["password"]; got != "s3cret-é" {
		t.Errorf("the run's event holds %v, want the decrypted field", got)
	}
	if got := given.Event.(map[string]any)["password"]; got != sealed {
		t.Errorf("the event that was given now holds %v", got)
	}
}

func TestEnvironmentIsReadAndKeptSecret(t *testing.T) {
	env := sdk.Env{Environ: []string{"TOKEN=tok-123", "BASE=https://ci.corp/x", "LOGIN=https://me:pw@ci.corp", "OTHER=unread", "PORT_CLIENT_ID=id", "EMPTY=", "T_1=computed"}}
	step := withMapping(t, env, `[{
		"url": "env.BASE", "headers": {"Circle-Token": "$ENV.TOKEN", "Hidden": "env.PORT_CLIENT_ID"},
		"body": {"login": "env.LOGIN", "empty": "env.EMPTY", "computed": "env[\"T_\" + (1 | tostring)]"}
	}]`)
	run, err := step.Do(t.Context(), event(t, `{}`))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sdk.Header{"Circle-Token": {"tok-123"}}, run.Request.Header); diff != "" {
		t.Errorf("header (-want +got):\n%s", diff)
	}
	for _, value := range []string{"tok-123", "https://me:pw@ci.corp", "computed"} {
		if !strings.Contains(strings.Join(run.Secrets, "\n"), value) {
			t.Errorf("the secrets are %q, want %q among them", run.Secrets, value)
		}
	}
	if len(run.Secrets) != 3 {
		t.Errorf("the secrets are %q, want three", run.Secrets)
	}
}

func TestStopsWithItsContextAndAtItsTimeout(t *testing.T) {
	path := mappingFile(t, `[{"url": "\"https://h\"", "body": "[range(1e12)] | length"}]`)
	step := open(t, sdk.Env{}, map[string]any{"mapping": path, "timeout": "20ms"})
	_, err := step.Do(t.Context(), event(t, `{}`))
	if err == nil || !strings.Contains(err.Error(), "entry 0: body: the jq program took longer than 20ms") {
		t.Errorf("the error is %v, want one of the timeout", err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errors.New("stopping"))
	_, err = open(t, sdk.Env{}, map[string]any{"mapping": path}).Do(ctx, event(t, `{}`))
	if outcome, _ := sdk.OutcomeOf(err); outcome != sdk.Retryable || !strings.Contains(err.Error(), "stopping") {
		t.Errorf("outcome %v, error %v; want a retry, for nothing happened", outcome, err)
	}
}

func TestConforms(t *testing.T) {
	step := withMapping(t, sdk.Env{ClientSecret: secret, Environ: []string{"TOKEN=tok-123"}}, `[{
		"enabled": ".on", "url": "\"https://h\"", "headers": {"A": "env.TOKEN"}, "query": ".q", "body": {"all": ".", "text": "tostring"},
		"report": {"link": "\"x\""}, "fieldsToDecryptPaths": ["q.password"]
	}]`)
	sdktest.Conform(t, step, event(t, `{"on":true,"q":{"z":[1,2],"password":"`+sealed+`","a":"x"}}`))
	sdktest.Conform(t, step, event(t, `{"on":true,"q":5}`))
	sdktest.Conform(t, step, event(t, `{}`))
}

func TestProgramsGoByTheClockOfTheStep(t *testing.T) {
	at := time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)
	step := withMapping(t, sdk.Env{Now: func() time.Time { return at }}, `[{"url": "\"https://x/\" + (now | todate)"}]`)
	run, err := step.Do(t.Context(), event(t, `{}`))
	if err != nil || run.Request.URL != "https://x/2026-03-02T09:30:00Z" {
		t.Errorf("%+v, %v", run.Request, err)
	}
}
