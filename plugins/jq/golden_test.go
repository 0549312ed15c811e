package jq_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
	"github.com/drayhq/dray/tests/conformance"
)

// golden is what Port's agent made of each mapping and message.
type golden struct {
	Env       map[string]string `json:"env"`
	Secret    string            `json:"client_secret"`
	Responses map[string][]any  `json:"responses"` // status, content type, body
	Cases     []goldenCase      `json:"cases"`
}

type goldenCase struct {
	Mapping, Message string
	Selected         *int
	Request          *struct {
		Method, URL any
		Body        any
		Headers     map[string]any
		Query       map[string]any
	}
	WireError string `json:"wire_error"`
	Reports   map[string]map[string]any
}

// Known and accepted: the agent's jq 1.5 has no $ENV, dray has.
const usesENV = "circleci_invocation_type_historic"

func TestGolden(t *testing.T) {
	dir := conformance.Dir(t)
	var g golden
	readInto(t, filepath.Join(dir, "golden.json"), &g)
	for _, c := range g.Cases {
		t.Run(c.Mapping+"/"+c.Message, func(t *testing.T) {
			env := sdk.Env{ClientSecret: g.Secret, Lenient: true}
			for name, value := range g.Env {
				env.Environ = append(env.Environ, name+"="+value)
			}
			step := open(t, env, map[string]any{"mapping": filepath.Join(dir, "mappings", c.Mapping+".json")})
			run := message(t, filepath.Join(dir, "messages", c.Message+".json"))
			out, err := step.Do(t.Context(), run)
			if c.Selected == nil {
				if err == nil || out.Mapping != -1 {
					t.Fatalf("mapping %d, error %v; want no mapping and an error", out.Mapping, err)
				}
				return
			}
			if out.Mapping != *c.Selected {
				t.Fatalf("mapping %d, want %d (%v)", out.Mapping, *c.Selected, err)
			}
			if c.Mapping != usesENV {
				checkRequest(t, c, out.Request, err)
			}
			for name, want := range c.Reports {
				if diff := cmp.Diff(want, report(t, out, g.Responses[name])); diff != "" {
					t.Errorf("report on %s (-want +got):\n%s", name, diff)
				}
			}
		})
	}
}

func checkRequest(t *testing.T, c goldenCase, got *sdk.Request, err error) {
	t.Helper()
	if c.WireError != "" {
		if err == nil || got != nil {
			t.Errorf("request %v, error %v; want none and an error, for the agent says %q", got, err, c.WireError)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	headers, query := map[string]any{}, map[string]any{}
	for name, values := range got.Header {
		headers[name] = values[0]
	}
	for _, p := range got.Query {
		query[p.Name] = p.Value
	}
	maps.DeleteFunc(c.Request.Headers, func(_ string, v any) bool { return v == nil })
	want := []any{c.Request.Method, c.Request.URL, c.Request.Body, c.Request.Headers, c.Request.Query}
	if diff := cmp.Diff(want, asJSON(t, []any{got.Method, got.URL, got.Body, headers, query})); diff != "" {
		t.Errorf("request (-want +got):\n%s", diff)
	}
}

// report lays the mapping's report over the agent's own, as the agent does.
func report(t *testing.T, run sdk.Run, response []any) map[string]any {
	t.Helper()
	status, body := int(response[0].(float64)), response[2].(string)
	out := map[string]any{}
	if status >= 300 {
		out["status"] = "FAILURE"
		out["summary"] = fmt.Sprintf("Failed to invoke the webhook with status code: %d. Response: %s", status, body)
	} else if payload, ok := run.Event.(map[string]any)["payload"].(map[string]any); ok {
		if action := payload["action"].(map[string]any); action["invocationMethod"].(map[string]any)["synchronized"] == true {
			out["status"] = "SUCCESS"
		}
	}
	if run.Reporter == nil {
		return out
	}
	run.Reply = &sdk.Reply{Status: status, Header: sdk.Header{"Content-Type": {response[1].(string)}}, Body: []byte(body)}
	got, _ := run.Reporter.Report(t.Context(), run)
	for name, value := range map[string]any{"status": got.Status, "link": got.Link, "summary": got.Summary, "externalRunId": got.ExternalRunID} {
		if value != nil && value != "" {
			out[name] = value
		}
	}
	return out
}

func asJSON(t *testing.T, v any) any {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func readInto(t *testing.T, path string, v any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, v); err != nil {
		t.Fatalf("reading %s: %v", path, err)
	}
}
