package tests

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/tests/conformance"
)

// golden is what the reference made of each mapping and message.
type golden struct {
	Env          map[string]string `json:"env"`
	ClientSecret string            `json:"client_secret"`
	Responses    map[string][3]any `json:"responses"` // status, content type, body
	Cases        []goldenCase      `json:"cases"`
}

type goldenCase struct {
	Mapping, Message string
	Selected         *int
	Wire             *struct {
		Method, URL string
		Headers     map[string]string
		Body        *string
	}
	WireError any                       `json:"wire_error"`
	Reports   map[string]map[string]any `json:"reports"`
}

// accepted differs on purpose: the reference's jq 1.5 lacks $ENV.
const accepted = "circleci_invocation_type_historic"

// TestExplainAgreesWithTheReference asks the binary itself, as a user would who
// comes from port-agent with a mapping file.
func TestExplainAgreesWithTheReference(t *testing.T) {
	t.Parallel()
	dir := conformance.Dir(t)
	var g golden
	if err := json.Unmarshal(conformance.Read(t, "golden.json"), &g); err != nil {
		t.Fatal(err)
	}
	for _, c := range g.Cases {
		if c.Mapping == accepted {
			continue
		}
		t.Run(c.Mapping+"/"+c.Message, func(t *testing.T) {
			t.Parallel()
			c.check(t, explain(t, g, dir, c, nil))
			for _, name := range slices.Sorted(maps.Keys(c.Reports)) {
				got := explain(t, g, dir, c, g.response(name))["report"]
				if diff := cmp.Diff(any(c.Reports[name]), got); diff != "" {
					t.Errorf("report on %s (-reference +dray):\n%s", name, diff)
				}
			}
		})
	}
}

func (c goldenCase) check(t *testing.T, got map[string]any) {
	t.Helper()
	want := any(nil)
	if c.Selected != nil {
		want = float64(*c.Selected)
	}
	if got["mapping"] != want {
		t.Errorf("entry %v was selected, want %v (%v)", got["mapping"], want, got["reason"])
	}
	if c.WireError != nil && got["outcome"] != "fail" {
		t.Errorf("the outcome is %v, want fail: the reference could not send", got["outcome"])
	}
	if c.Wire == nil {
		return
	}
	var body any
	if c.Wire.Body != nil {
		if err := json.Unmarshal([]byte(*c.Wire.Body), &body); err != nil {
			t.Fatal(err)
		}
	}
	sent := map[string]any{"method": c.Wire.Method, "url": c.Wire.URL, "headers": lower(c.Wire.Headers), "body": body}
	request, ok := got["request"].(map[string]any)
	if !ok {
		t.Fatalf("no request: %v", got["reason"])
	}
	headers := map[string]string{}
	for name, value := range request["headers"].(map[string]any) {
		headers[name] = fmt.Sprint(value)
	}
	request["headers"] = lower(headers)
	if diff := cmp.Diff(sent, request); diff != "" {
		t.Errorf("request (-reference +dray):\n%s", diff)
	}
}

// explain gives what `dray explain` prints for a case.
func explain(t *testing.T, g golden, dir string, c goldenCase, response map[string]any) map[string]any {
	t.Helper()
	args := []string{"explain", "--output", "json", "--show-secrets", "--mapping", filepath.Join(dir, "mappings", c.Mapping+".json")}
	if response != nil {
		file := filepath.Join(t.TempDir(), "response.json")
		text, err := json.Marshal(response)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, "--response", file)
	}
	cmd := exec.CommandContext(t.Context(), filepath.Join(bin, "dray"), append(args, filepath.Join(dir, "messages", c.Message+".json"))...)
	cmd.Env = []string{"PORT_CLIENT_ID=id", "PORT_CLIENT_SECRET=" + g.ClientSecret}
	for name, value := range g.Env {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("dray explain: %v\n%s", err, stderr.String())
	}
	var got map[string]any
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("reading what explain printed: %v", err)
	}
	return got
}

func (g golden) response(name string) map[string]any {
	r := g.Responses[name]
	return map[string]any{"status": r[0], "headers": map[string]any{"Content-Type": r[1]}, "body": r[2]}
}

func lower(headers map[string]string) map[string]string {
	out := map[string]string{}
	for name, value := range headers {
		out[strings.ToLower(name)] = value
	}
	return out
}
