package report

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/core/event"
	"github.com/drayhq/dray/sdk"
	"github.com/drayhq/dray/tests/conformance"
)

// golden is what the reference reported, for canned answers.
type golden struct {
	Responses map[string][3]any
	Cases     []struct {
		Mapping, Message string
		Selected         *int
		Reports          map[string]map[string]any
	}
}

func TestReportsOfTheReference(t *testing.T) {
	dir := conformance.Dir(t)
	var all golden
	readJSON(t, filepath.Join(dir, "golden.json"), &all)
	seen := 0
	for _, c := range all.Cases {
		for name, want := range c.Reports {
			seen++
			answer := all.Responses[name]
			status := int(answer[0].(float64))
			var message any
			readJSON(t, filepath.Join(dir, "messages", c.Message+".json"), &message)
			e := Ending{
				Run: sdk.Run{
					Event: message, Reply: &sdk.Reply{Status: status, Body: []byte(answer[2].(string))},
					Reporter: reporterOf(t, filepath.Join(dir, "mappings", c.Mapping+".json"), *c.Selected),
				},
				Row:          Delivered,
				Synchronized: event.Read(message, event.Infer(message)).Synchronized,
			}
			if status >= 400 {
				e.Row = Failed
			}
			got := asJSON(t, (&Composer{Detailed: true}).Compose(t.Context(), e).Report)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, %s, %s differs:\n%s", c.Mapping, c.Message, name, diff)
			}
		}
	}
	if seen == 0 {
		t.Error("golden.json has no reports")
	}
}

// programs evaluates a mapping's report; what fails gives nothing.
type programs map[string]*gojq.Code

func (p programs) Report(_ context.Context, run sdk.Run) (sdk.Report, sdk.Run) {
	var answer any
	_ = json.Unmarshal(run.Reply.Body, &answer)
	input := map[string]any{"body": run.Event, "response": map[string]any{
		"statusCode": run.Reply.Status, "text": string(run.Reply.Body), "json": answer,
	}}
	text := func(name string) string {
		value, _ := p.first(name, input).(string)
		return value
	}
	return sdk.Report{
		Status: text("status"), Summary: text("summary"), ExternalRunID: text("externalRunId"), Link: p.first("link", input),
	}, run
}

func (p programs) first(name string, input any) any {
	code, ok := p[name]
	if !ok {
		return nil
	}
	value, _ := code.Run(input).Next()
	if _, failed := value.(error); failed {
		return nil
	}
	return value
}

func reporterOf(t *testing.T, path string, entry int) sdk.Reporter {
	t.Helper()
	var mapping []struct{ Report map[string]string }
	readJSON(t, path, &mapping)
	p := programs{}
	for name, program := range mapping[entry].Report {
		query, err := gojq.Parse(program)
		if err != nil {
			t.Fatal(err)
		}
		if p[name], err = gojq.Compile(query); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.NewDecoder(bytes.NewReader(body)).Decode(into); err != nil {
		t.Fatalf("reading %s: %v", path, err)
	}
}

func asJSON(t *testing.T, r sdk.Report) map[string]any {
	t.Helper()
	out := map[string]any{}
	for name, value := range map[string]string{
		"status": r.Status, "statusLabel": r.StatusLabel, "summary": r.Summary, "externalRunId": r.ExternalRunID,
	} {
		if value != "" {
			out[name] = value
		}
	}
	if r.Link != nil {
		out["link"] = r.Link
	}
	return out
}
