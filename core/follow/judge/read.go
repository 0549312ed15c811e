package judge

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Pipeline is what GET /pipeline/{id} shows.
type Pipeline struct {
	State  string  `json:"state"` // created, errored, setup-pending, setup, pending
	Errors []Error `json:"errors"`
}

// Error is why a pipeline could not begin.
type Error struct {
	Type    string `json:"type"` // config, config-fetch, timeout, permission, plan, other
	Message string `json:"message"`
}

// Workflow is one item of GET /pipeline/{id}/workflow.
type Workflow struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	Status    string    `json:"status"`
	Tag       string    `json:"tag"` // setup: of a dynamic config's setup workflow; else ""
	CreatedAt time.Time `json:"created_at"`
	StoppedAt time.Time `json:"stopped_at"` // zero while it goes on
}

// ReadPipeline reads the answer to GET /pipeline/{id}.
func ReadPipeline(body []byte) (Pipeline, error) {
	var p Pipeline
	if err := json.Unmarshal(body, &p); err != nil {
		return Pipeline{}, fmt.Errorf("reading CircleCI's answer on the pipeline: %w", err)
	}
	if p.State == "" {
		return Pipeline{}, errors.New("reading CircleCI's answer on the pipeline: it has no state")
	}
	return p, nil
}

// ReadWorkflows reads a page of the answer to GET /pipeline/{id}/workflow, and gives
// the token of the next, "" if it is the last.
func ReadWorkflows(body []byte) (items []Workflow, next string, err error) {
	var page struct {
		Items []Workflow `json:"items"`
		Next  string     `json:"next_page_token"`
	}
	if err := json.Unmarshal(body, &page); err != nil {
		return nil, "", fmt.Errorf("reading CircleCI's answer on the workflows: %w", err)
	}
	if page.Items == nil {
		return nil, "", errors.New("reading CircleCI's answer on the workflows: it has no items")
	}
	return page.Items, page.Next, nil
}

// Message gives CircleCI's words from {"message": …}, "" if there are none.
func Message(body []byte) string {
	var answer struct {
		Message string `json:"message"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return ""
	}
	return short(answer.Message)
}
