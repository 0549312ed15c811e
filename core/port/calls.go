package port

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/drayhq/dray/sdk"
)

// PatchRun tells what became of an action run: PATCH /v1/actions/runs/{id}.
// Nothing can be edited after a terminal status.
func (c *Client) PatchRun(ctx context.Context, id string, report sdk.Report) error {
	return c.toRun(ctx, http.MethodPatch, "/v1/actions/runs/", id, "", struct {
		Status        string `json:"status,omitempty"`
		StatusLabel   string `json:"statusLabel,omitempty"`
		Link          any    `json:"link,omitempty"`
		Summary       string `json:"summary,omitempty"`
		ExternalRunID string `json:"externalRunId,omitempty"`
	}(report))
}

// Run is what Port shows of an action run.
type Run struct {
	ID     string `json:"id"`
	Status string `json:"status"` // IN_PROGRESS, SUCCESS, FAILURE, and others before
}

// Ended says that nothing can be edited any more.
func (r Run) Ended() bool { return r.Status == "SUCCESS" || r.Status == "FAILURE" }

// Run asks for an action run: GET /v1/actions/runs/{id}.
func (c *Client) Run(ctx context.Context, id string) (Run, error) {
	var answer struct {
		Run Run `json:"run"`
	}
	err := c.onRun(ctx, http.MethodGet, "/v1/actions/runs/", id, "", nil, &answer)
	return answer.Run, err
}

// PatchResponse hands on what the endpoint answered, any JSON value, to whoever
// waits for a synchronized run: PATCH /v1/actions/runs/{id}/response.
func (c *Client) PatchResponse(ctx context.Context, id string, response any) error {
	return c.toRun(ctx, http.MethodPatch, "/v1/actions/runs/", id, "/response",
		map[string]any{"response": response})
}

// RunLog adds a line to an action run's log: POST /v1/actions/runs/{id}/logs.
func (c *Client) RunLog(ctx context.Context, id, text string) error {
	return c.toRun(ctx, http.MethodPost, "/v1/actions/runs/", id, "/logs", map[string]any{"message": text})
}

// NodeReport is what Port is told of a workflow node's run.
type NodeReport struct {
	Status string `json:"status"`           // COMPLETED
	Result string `json:"result"`           // SUCCESS or FAILED
	Output any    `json:"output,omitempty"` // for the nodes after it
}

// PatchNode tells what became of a workflow node: PATCH /v1/workflows/nodes/runs/{id}.
func (c *Client) PatchNode(ctx context.Context, id string, report NodeReport) error {
	return c.toRun(ctx, http.MethodPatch, "/v1/workflows/nodes/runs/", id, "", report)
}

// NodeLog adds a line to a workflow node's log, level INFO or ERROR:
// POST /v1/workflows/nodes/runs/{id}/logs.
func (c *Client) NodeLog(ctx context.Context, id, level, text string) error {
	type line struct {
		Level   string `json:"level"`
		Message string `json:"message"`
	}
	return c.toRun(ctx, http.MethodPost, "/v1/workflows/nodes/runs/", id, "/logs",
		map[string]any{"logs": []line{{level, text}}})
}

func (c *Client) toRun(ctx context.Context, method, before, id, after string, in any) error {
	return c.onRun(ctx, method, before, id, after, in, nil)
}

func (c *Client) onRun(ctx context.Context, method, before, id, after string, in, out any) error {
	if id == "" || id == "." || id == ".." {
		return notSent(method, before+id+after, http.StatusNotFound, "that is not the id of a run")
	}
	return c.call(ctx, method, before+url.PathEscape(id)+after, in, out)
}

// KafkaCredentials is how to reach the organisation's topics.
type KafkaCredentials struct {
	Brokers  []string `json:"brokers"`
	Username string   `json:"username"`
	Password string   `json:"password"`
}

// KafkaCredentials asks for them: GET /v1/kafka-credentials.
func (c *Client) KafkaCredentials(ctx context.Context) (KafkaCredentials, error) {
	var answer struct {
		Credentials KafkaCredentials `json:"credentials"`
	}
	if err := c.call(ctx, http.MethodGet, "/v1/kafka-credentials", nil, &answer); err != nil {
		return KafkaCredentials{}, fmt.Errorf("asking Port for Kafka credentials: %w", err)
	}
	c.onSecret(answer.Credentials.Password)
	if len(answer.Credentials.Brokers) == 0 {
		return KafkaCredentials{}, errors.New("asking Port for Kafka credentials: its answer names no brokers; set kafka.brokers")
	}
	return answer.Credentials, nil
}

// AnnounceStreamer tells Port by which way the organisation's agent takes its
// runs, KAFKA or POLLING: PATCH /v1/organization. Runs go on if it fails.
func (c *Client) AnnounceStreamer(ctx context.Context, name string) error {
	err := c.call(ctx, http.MethodPatch, "/v1/organization",
		map[string]any{"settings": map[string]string{"portAgentStreamerName": name}}, nil)
	if err != nil {
		return fmt.Errorf("telling Port that the agent takes its runs by %s: %w", name, err)
	}
	return nil
}
