package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/itchyny/gojq"
)

// request is what the mapping makes of a message.
type request struct {
	url, token string
	body       map[string]any
}

// mapping is the five programs of one mapping entry.
type mapping struct{ enabled, url, token, branch, parameters *gojq.Code }

// newMapping compiles the first entry of the mapping file that dray is given too.
func newMapping() (m mapping, err error) {
	text, err := os.ReadFile(os.Getenv("CONTROL_THE_PAYLOAD_CONFIG_PATH"))
	if err != nil {
		return m, fmt.Errorf("reading the mapping: %w", err)
	}
	var entries []struct {
		Enabled, URL string
		Headers      map[string]string
		Body         struct{ Branch, Parameters string }
	}
	if err := json.Unmarshal(text, &entries); err != nil {
		return m, fmt.Errorf("reading the mapping: %w", err)
	}
	for _, e := range entries[:1] {
		for program, source := range map[**gojq.Code]string{
			&m.enabled: e.Enabled, &m.url: e.URL, &m.token: e.Headers["Circle-Token"],
			&m.branch: e.Body.Branch, &m.parameters: e.Body.Parameters,
		} {
			query, err := gojq.Parse(source)
			if err != nil {
				return m, fmt.Errorf("parsing %s: %w", source, err)
			}
			if *program, err = gojq.Compile(query, gojq.WithEnvironLoader(os.Environ)); err != nil {
				return m, fmt.Errorf("compiling %s: %w", source, err)
			}
		}
	}
	return m, nil
}

// request gives nil for a message that the mapping passes over.
func (m mapping) request(ctx context.Context, event map[string]any) (*request, error) {
	var values [5]any
	for i, program := range []*gojq.Code{m.enabled, m.url, m.token, m.branch, m.parameters} {
		value, _ := program.RunWithContext(ctx, event).Next()
		if err, failed := value.(error); failed {
			return nil, fmt.Errorf("evaluating the mapping: %w", err)
		}
		if i == 0 && value != true {
			return nil, nil
		}
		values[i] = value
	}
	url, _ := values[1].(string)
	token, _ := values[2].(string)
	return &request{url: url, token: token, body: map[string]any{"branch": values[3], "parameters": values[4]}}, nil
}
