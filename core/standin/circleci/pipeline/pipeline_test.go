package pipeline

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// story gives what a pipeline shows, second by second, where it changes.
func story(s Scenario, seconds int) []string {
	p := Pipeline{ID: "p", CreatedAt: time.Unix(0, 0), Scenario: s}
	var out []string
	for second := range seconds {
		now := p.CreatedAt.Add(time.Duration(second) * time.Second)
		words := []string{p.State(now)}
		for _, f := range p.Flows(now) {
			words = append(words, f.Name+"="+f.Status)
		}
		for _, e := range p.Errors(now) {
			words = append(words, e.Type)
		}
		if text := strings.Join(words, " "); len(out) == 0 || out[len(out)-1] != text {
			out = append(out, text)
		}
	}
	return out
}

func TestScenarios(t *testing.T) {
	for name, want := range map[string][]string{
		"success":      {"pending", "created build=running", "created build=success"},
		"failed":       {"pending", "created build=running", "created build=failing", "created build=failed"},
		"unauthorized": {"pending", "created build=unauthorized"},
		"on_hold":      {"pending", "created release=running", "created release=on_hold"},
		"approved":     {"pending", "created release=running", "created release=on_hold", "created release=running", "created release=success"},
		"rerun":        {"pending", "created build=running", "created build=failed", "created build=failed build=running", "created build=failed build=success"},
		"empty":        {"pending", "created"},
		"pending":      {"pending"},
		"setup":        {"setup-pending", "setup setup=running", "created setup=success build=running", "created setup=success build=success"},
		"plan":         {"pending", "errored plan"},
		"several": {"pending", "created build=running lint=running release=running", "created build=running lint=running release=on_hold",
			"created build=success lint=failed release=on_hold", "created build=success lint=failed release=running", "created build=success lint=failed release=success"},
	} {
		s, ok := Named(name)
		if diff := cmp.Diff(want, story(s, 60)); !ok || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", name, ok, diff)
		}
	}
	if _, ok := Named("no such"); ok || !(Scenario{}).IsZero() || Usual().IsZero() {
		t.Error("unknown names and the zero value are none")
	}
}

// What Ends says is when Flows show it.
func TestEnds(t *testing.T) {
	for _, name := range []string{"success", "several", "setup", "rerun", "on_hold", "config", "not_run"} {
		s, _ := Named(name)
		p := Pipeline{ID: "p", CreatedAt: time.Unix(0, 0), Scenario: s}
		late := p.Flows(p.CreatedAt.Add(time.Hour))
		ends := p.Ends()
		if len(ends) != len(late) {
			t.Fatalf("%s: %d ends of %d workflows", name, len(ends), len(late))
		}
		for i, end := range ends {
			if !end.Equal(late[i].StoppedAt) || Terminal(late[i].Status) == end.IsZero() {
				t.Errorf("%s: workflow %d ends at %v, and shows %+v", name, i, end, late[i])
			}
		}
	}
}

func TestShapes(t *testing.T) {
	s, _ := Named("success")
	p := Pipeline{ID: "p", Number: 7, Slug: "gh/o/r", CreatedAt: time.Unix(0, 0), Scenario: s}
	now := p.CreatedAt.Add(time.Minute)
	if got, want := p.Created(), (Created{"p", "pending", 7, "1970-01-01T00:00:00Z"}); got != want {
		t.Errorf("created %v", got)
	}
	if got := p.Shape(now); got["state"] != "created" || got["project_slug"] != "gh/o/r" || got["vcs"].(map[string]any)["branch"] != "main" {
		t.Errorf("shape %v", got)
	}
	flow := p.Flows(now)[0]
	if got := flow.Shape(p); got["stopped_at"] != "1970-01-01T00:00:06Z" || got["pipeline_id"] != "p" || got["id"] == "" {
		t.Errorf("workflow %v", got)
	}
	p.Trigger.Tag = "v1"
	if got := p.Shape(now)["vcs"].(map[string]any); got["tag"] != "v1" || got["branch"] != nil {
		t.Errorf("vcs %v", got)
	}
}
