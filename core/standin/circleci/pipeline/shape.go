package pipeline

import (
	"strings"
	"time"
)

// Stamp is how CircleCI writes a time, null for none.
func Stamp(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// Created is what a trigger is answered: https://circleci.com/docs/api/v2/, triggerPipeline.
type Created struct {
	ID        string `json:"id"`
	State     string `json:"state"`
	Number    int    `json:"number"`
	CreatedAt any    `json:"created_at"`
}

// Created gives the answer to the trigger that made the pipeline.
func (p Pipeline) Created() Created {
	return Created{p.ID, p.State(p.CreatedAt), p.Number, Stamp(p.CreatedAt)}
}

// Shape gives what GET /pipeline/{id} shows at a time.
func (p Pipeline) Shape(now time.Time) map[string]any {
	return map[string]any{
		"id":           p.ID,
		"number":       p.Number,
		"created_at":   Stamp(p.CreatedAt),
		"state":        p.State(now),
		"errors":       p.Errors(now),
		"project_slug": p.Slug,
		"updated_at":   Stamp(now),
		"trigger":      map[string]any{"type": "api", "received_at": Stamp(p.CreatedAt), "actor": map[string]any{"login": "standin", "avatar_url": nil}},
		"vcs":          p.vcs(),
	}
}

func (p Pipeline) vcs() map[string]any {
	_, repository, _ := strings.Cut(p.Slug, "/")
	out := map[string]any{"provider_name": "GitHub", "origin_repository_url": "https://github.com/" + repository,
		"target_repository_url": "https://github.com/" + repository, "revision": strings.Repeat("0", 40)}
	if p.Trigger.Tag != "" {
		out["tag"] = p.Trigger.Tag
	} else {
		out["branch"] = p.Branch()
	}
	return out
}

// Branch gives the branch that the pipeline builds, "" if a tag.
func (p Pipeline) Branch() string {
	if p.Trigger.Branch == "" && p.Trigger.Tag == "" {
		return "main"
	}
	return p.Trigger.Branch
}

// Shape gives a workflow as GET /pipeline/{id}/workflow lists it.
func (f Flow) Shape(of Pipeline) map[string]any {
	return map[string]any{
		"id": f.ID, "name": f.Name, "status": f.Status, "created_at": Stamp(f.CreatedAt), "stopped_at": Stamp(f.StoppedAt),
		"pipeline_id": of.ID, "pipeline_number": of.Number, "project_slug": of.Slug, "started_by": "0c2f3c4e-5d1a-4b57-9a34-8f1a6c1e2b3d",
	}
}
