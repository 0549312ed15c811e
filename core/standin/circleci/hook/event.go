package hook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/drayhq/dray/core/standin/circleci/pipeline"
	"github.com/drayhq/dray/core/standin/circleci/project"
)

// The types of event that CircleCI sends.
const (
	WorkflowCompleted = "workflow-completed"
	JobCompleted      = "job-completed"
)

// event is one delivery's type and body.
type event struct {
	kind string
	body []byte
}

// Sign gives the header circleci-signature for a body.
func Sign(body []byte, secret string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return "v1=" + hex.EncodeToString(mac.Sum(nil))
}

// events gives what is sent when a workflow has ended: that its one job has, where
// one ran, and that the workflow has. An event has the same id however often it is sent.
func (h Hook) events(p pipeline.Pipeline, f pipeline.Flow) []event {
	_, name, _ := strings.Cut(p.Slug[strings.Index(p.Slug, "/")+1:], "/")
	of := func(kind string) map[string]any {
		return map[string]any{
			"id": project.ID(f.ID + kind), "type": kind, "happened_at": pipeline.Stamp(f.StoppedAt),
			"webhook":      map[string]any{"id": project.ID(h.URL), "name": h.Name},
			"project":      map[string]any{"id": project.ID(p.Slug), "name": name, "slug": p.Slug},
			"organization": map[string]any{"id": project.ID("organization"), "name": "standin"},
			"pipeline": map[string]any{"id": p.ID, "number": p.Number, "created_at": pipeline.Stamp(p.CreatedAt),
				"trigger": map[string]any{"type": "api"}},
			"workflow": map[string]any{"id": f.ID, "name": f.Name, "status": f.Status, "created_at": pipeline.Stamp(f.CreatedAt),
				"stopped_at": pipeline.Stamp(f.StoppedAt), "url": "https://app.circleci.com/pipelines/" + p.Slug + "/workflows/" + f.ID},
		}
	}
	var out []event
	add := func(kind string, body map[string]any) {
		data, _ := json.Marshal(body) // maps of strings and numbers
		out = append(out, event{kind, data})
	}
	if f.Status == "success" || f.Status == "failed" || f.Status == "canceled" {
		job := of(JobCompleted)
		job["job"] = map[string]any{"id": project.ID(f.ID + "job"), "number": p.Number, "name": f.Name, "status": f.Status,
			"started_at": pipeline.Stamp(f.CreatedAt), "stopped_at": pipeline.Stamp(f.StoppedAt)}
		add(JobCompleted, job)
	}
	add(WorkflowCompleted, of(WorkflowCompleted))
	return out
}
