package jq_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/drayhq/dray/plugins/jq"
	"github.com/drayhq/dray/sdk"
)

// open makes a step with the given settings, as the config would.
func open(t testing.TB, env sdk.Env, settings map[string]any) sdk.Step {
	t.Helper()
	step, err := tryOpen(t, env, settings)
	if err != nil {
		t.Fatal(err)
	}
	return step
}

func tryOpen(t testing.TB, env sdk.Env, settings map[string]any) (sdk.Step, error) {
	t.Helper()
	text, err := yaml.Marshal(settings)
	if err != nil {
		t.Fatal(err)
	}
	decode := func(into any) error { return yaml.UnmarshalWithOptions(text, into, yaml.Strict()) }
	return jq.Plugin().Open(t.Context(), decode, env)
}

// withMapping makes a step of the text of a mapping file.
func withMapping(t testing.TB, env sdk.Env, text string) sdk.Step {
	t.Helper()
	return open(t, env, map[string]any{"mapping": mappingFile(t, text)})
}

func mappingFile(t testing.TB, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "invocations.json")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// event makes a run of a message, its numbers kept exact.
func event(t testing.TB, text string) sdk.Run {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader([]byte(text)))
	dec.UseNumber()
	run := sdk.Run{ID: "r_1", Raw: []byte(text), Mapping: -1, Attempt: 1}
	if err := dec.Decode(&run.Event); err != nil {
		t.Fatalf("decoding %s: %v", text, err)
	}
	return run
}

// message makes a run of a message file, without the members that Port signed
// with, as intake does.
func message(t testing.TB, path string) sdk.Run {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	run := event(t, string(data))
	top := run.Event.(map[string]any)
	if _, ok := top["changelogDestination"]; ok {
		run.Kind = sdk.ChangeLog
	}
	if headers, ok := top["headers"].(map[string]any); ok {
		delete(headers, "X-Port-Signature")
		delete(headers, "X-Port-Timestamp")
	}
	if bytes.Contains(data, []byte(`"GITLAB"`)) {
		delete(top, "headers")
	}
	return run
}

func quoted(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		return err.Error()
	}
	return string(data)
}
