package port

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

// The calls by which an agent takes runs from Port itself rather than from Kafka,
// as Port's own agent and its Ocean framework make them.

// installation is who an agent of this kind says that it is, whatever the organisation.
const installation = "_PORT_EXEC_AGENT"

type claim struct {
	Installation string `json:"installationId"`
	Limit        int    `json:"limit"`
	Method       string `json:"invocationMethod,omitempty"`
	Visible      int64  `json:"visibilityTimeoutMs,omitempty"`
}

// ClaimRuns takes up to limit action runs that are pending, each as Port wrote it:
// {"id", "payload":{"type":"WEBHOOK","url","agent","synchronized","method","headers",
// "body"}}, where body is the message. None may be pending. What is not acknowledged
// within visible (to the millisecond; 0: as long as Port sees fit) can be claimed
// again, by anybody: POST /v1/actions/runs/claim-pending.
func (c *Client) ClaimRuns(ctx context.Context, limit int, visible time.Duration) ([]json.RawMessage, error) {
	var answer struct {
		Runs []json.RawMessage `json:"runs"`
	}
	err := c.claim(ctx, "/v1/actions/runs/claim-pending",
		claim{installation, limit, "WEBHOOK", visible.Milliseconds()}, &answer)
	return answer.Runs, err
}

// ClaimNodes is as [Client.ClaimRuns] for the runs of workflow nodes, {"identifier",
// "node":{"config":{"type":"WEBHOOK","url","agent","synchronized","method","headers",
// "body"}}, "workflowRun":{"identifier"}, "output"}:
// POST /v1/workflows/runs/claim-pending.
func (c *Client) ClaimNodes(ctx context.Context, limit int, visible time.Duration) ([]json.RawMessage, error) {
	var answer struct {
		Nodes []json.RawMessage `json:"nodeRuns"`
	}
	err := c.claim(ctx, "/v1/workflows/runs/claim-pending",
		claim{installation, limit, "", visible.Milliseconds()}, &answer)
	return answer.Nodes, err
}

func (c *Client) claim(ctx context.Context, path string, in claim, out any) error {
	return c.ask(ctx, request{method: http.MethodPost, path: path, reserved: true}, in, out)
}

// AckRun says that a claimed run needs nobody else: PATCH /v1/actions/runs/ack. It is
// ours unless it was acknowledged before. After an error it may be either: a second
// try that finds it acknowledged can't tell by whom.
func (c *Client) AckRun(ctx context.Context, id string) (ours bool, err error) {
	var answer struct {
		Count int `json:"ackedCount"`
	}
	err = c.ack(ctx, "/v1/actions/runs/ack", map[string]any{"runIds": []string{id}}, &answer)
	return err == nil && answer.Count > 0, err
}

// AckNode is as [Client.AckRun] for a workflow node's run: PATCH /v1/workflows/runs/ack.
func (c *Client) AckNode(ctx context.Context, id string) (ours bool, err error) {
	var answer struct {
		Acked bool `json:"acked"`
	}
	err = c.ack(ctx, "/v1/workflows/runs/ack", map[string]any{"nodeRunIdentifier": id}, &answer)
	return err == nil && answer.Acked, err
}

func (c *Client) ack(ctx context.Context, path string, in, out any) error {
	err := c.ask(ctx, request{method: http.MethodPatch, path: path, reserved: true}, in, out)
	if IsStatus(err, http.StatusConflict) {
		return nil
	}
	return err
}
