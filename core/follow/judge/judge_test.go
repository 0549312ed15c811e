package judge

import (
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)

// flow makes a workflow that was created so many minutes before noon, and stopped a
// minute later.
func flow(name, status string, before int) Workflow {
	w := Workflow{Name: name, Status: status, CreatedAt: noon.Add(-time.Duration(before) * time.Minute)}
	if status != "running" && status != "on_hold" && status != "failing" {
		w.StoppedAt = w.CreatedAt.Add(time.Minute)
	}
	return w
}

func TestVerdicts(t *testing.T) {
	created := Pipeline{State: "created"}
	for name, c := range map[string]struct {
		seen   Seen
		status string // "" goes on
		label  string
		says   string
		ask    bool
	}{
		"nothing is known":            {seen: Seen{}, ask: true},
		"pending":                     {seen: Seen{Pipeline: Pipeline{State: "pending"}, Age: time.Hour}},
		"created, nothing yet":        {seen: Seen{Pipeline: created, Age: time.Minute}},
		"created, nothing at all":     {seen: Seen{Pipeline: created, Age: empty}, status: failure, label: "No workflow", says: "Pipeline 7 has no workflow"},
		"running":                     {seen: Seen{Workflows: []Workflow{flow("a", "running", 1)}}},
		"a status that is new":        {seen: Seen{Workflows: []Workflow{flow("a", "queued", 1)}}},
		"failing":                     {seen: Seen{Workflows: []Workflow{flow("a", "failing", 1), flow("b", "success", 1)}}, label: "Failing"},
		"on hold beside running":      {seen: Seen{Workflows: []Workflow{flow("a", "on_hold", 1), flow("b", "running", 1)}}, label: "On hold"},
		"on hold beside failed":       {seen: Seen{Workflows: []Workflow{flow("a", "on_hold", 1), flow("b", "failed", 1)}}, status: failure, label: "Failed", says: "a waits for an approval, b failed"},
		"failed beside running":       {seen: Seen{Workflows: []Workflow{flow("a", "failed", 1), flow("b", "running", 1)}}},
		"success, unconfirmed":        {seen: Seen{Workflows: []Workflow{flow("a", "success", 5)}}, ask: true},
		"success":                     {seen: Seen{Pipeline: created, Workflows: []Workflow{flow("a", "success", 5), flow("b", "success", 5)}}, status: success, label: "Succeeded", says: "Pipeline 7: a succeeded, b succeeded."},
		"setup alone":                 {seen: Seen{Pipeline: Pipeline{State: "setup"}, Workflows: []Workflow{flow("setup", "success", 5)}}},
		"just after setup":            {seen: Seen{Pipeline: created, Setup: true, Workflows: []Workflow{flow("setup", "success", 1)}}},
		"setup, known by its tag":     {seen: Seen{Pipeline: created, Workflows: []Workflow{{Name: "setup", Tag: "setup", Status: "success", StoppedAt: noon}}}},
		"setup and nothing after":     {seen: Seen{Pipeline: created, Setup: true, Workflows: []Workflow{flow("setup", "success", 5)}}, status: success, label: "Succeeded"},
		"setup failed":                {seen: Seen{Pipeline: Pipeline{State: "setup"}, Workflows: []Workflow{flow("setup", "failed", 5)}}, status: failure, label: "Failed"},
		"the worst of several":        {seen: Seen{Workflows: []Workflow{flow("a", "canceled", 5), flow("b", "error", 5), flow("c", "failed", 5)}}, status: failure, label: "Error", says: "a was canceled, b ended in an error, c failed"},
		"not run beside success":      {seen: Seen{Workflows: []Workflow{flow("a", "not_run", 5), flow("b", "success", 5)}}, status: failure, label: "Not run"},
		"a re-run succeeded":          {seen: Seen{Pipeline: created, Workflows: []Workflow{flow("a", "success", 2), flow("a", "failed", 5)}}, status: success, says: "a succeeded."},
		"a re-run, listed last":       {seen: Seen{Pipeline: created, Workflows: []Workflow{flow("a", "failed", 5), flow("a", "success", 2)}}, status: success},
		"a re-run failed":             {seen: Seen{Pipeline: created, Workflows: []Workflow{flow("a", "failed", 2), flow("a", "success", 5)}}, status: failure, label: "Failed"},
		"can be re-run":               {seen: Seen{Rerun: 10 * time.Minute, Workflows: []Workflow{flow("a", "failed", 5)}}, label: "Failed, can be re-run"},
		"could be re-run":             {seen: Seen{Rerun: 4 * time.Minute, Workflows: []Workflow{flow("a", "failed", 5)}}, status: failure, label: "Failed"},
		"errored":                     {seen: Seen{Rerun: time.Hour, Pipeline: Pipeline{State: "errored", Errors: []Error{{"plan", "No credits."}, {"other", "x"}}}}, status: failure, label: "Plan", says: "Pipeline 7 could not begin. CircleCI says: plan: No credits.; other: x."},
		"errored, of a kind not told": {seen: Seen{Pipeline: Pipeline{State: "errored"}}, status: failure, label: "Errored", says: "Pipeline 7 could not begin."},
	} {
		c.seen.Number, c.seen.Now = "7", noon
		v := Of(c.seen)
		if v.Ended != (c.status != "") || v.Report.Status != c.status || v.Ask != c.ask ||
			c.label != "" && v.Report.StatusLabel != c.label || !v.Ended && v.Report.StatusLabel != c.label ||
			!strings.Contains(v.Report.Summary, c.says) {
			t.Errorf("%s: %+v", name, v)
		}
	}
}

func TestManyWorkflowsAreNamedInPart(t *testing.T) {
	var flows []Workflow
	for i := range 100 {
		flows = append(flows, flow(strings.Repeat("é", 900)+string(rune('a'+i)), "failed", 1))
	}
	v := Of(Seen{Number: "7", Now: noon, Workflows: flows})
	if n := len(v.Report.Summary); n > most*1100 || !strings.HasSuffix(v.Report.Summary, "and others.") || !strings.Contains(v.Report.Summary, "…") {
		t.Errorf("%d bytes: …%s", n, v.Report.Summary[max(0, n-100):])
	}
}

func TestGaveUp(t *testing.T) {
	for want, v := range map[string]Verdict{
		"a is running.":                      GaveUp(Seen{Workflows: []Workflow{flow("a", "running", 5)}}, time.Hour, ""),
		"It was pending and had no workflow": GaveUp(Seen{Pipeline: Pipeline{State: "pending"}}, time.Hour, ""),
		"could not be looked at: no token.":  GaveUp(Seen{Number: "7"}, time.Hour, "no token"),
		"is no longer followed, 1h0m0s":      GaveUp(Seen{Number: "7"}, time.Hour, ""),
		"7 is no longer followed: how":       GaveUp(Seen{Number: "7"}, 0, ""),
	} {
		if !v.Ended || v.Report.Status != failure || !strings.Contains(v.Report.Summary, want) {
			t.Errorf("%+v, want %q", v.Report, want)
		}
	}
}

func TestRead(t *testing.T) {
	for _, bad := range []string{"", "null", "[]", "{}", `{"state":1}`, `{"items":null}`, `{"items":{}}`} {
		if _, err := ReadPipeline([]byte(bad)); err == nil {
			t.Errorf("%q is taken for a pipeline", bad)
		}
		if _, _, err := ReadWorkflows([]byte(bad)); err == nil {
			t.Errorf("%q is taken for workflows", bad)
		}
	}
	items, next, err := ReadWorkflows([]byte(`{"items":[{"name":"a","status":"running","created_at":"2026-01-01T11:55:00Z","stopped_at":null}],"next_page_token":"2"}`))
	if err != nil || next != "2" || len(items) != 1 || items[0] != flow("a", "running", 5) {
		t.Errorf("%+v, %q, %v", items, next, err)
	}
	if got := Message([]byte(`{"message":"Not found"}`)) + Message([]byte("<html>")); got != "Not found" {
		t.Errorf("%q", got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"state":"errored","errors":[{"type":"config","message":"x"}]}`), []byte(`{"items":[{"name":"a","status":"failed","created_at":"2026-01-01T11:55:00Z"}]}`))
	f.Fuzz(func(t *testing.T, pipeline, flows []byte) {
		p, err := ReadPipeline(pipeline)
		items, _, bad := ReadWorkflows(flows)
		if err != nil || bad != nil {
			return
		}
		v := Of(Seen{Pipeline: p, Workflows: items, Now: noon, Age: time.Hour})
		if v.Ended != (v.Report.Status == success || v.Report.Status == failure) || v.Ended && v.Report.Summary == "" {
			t.Errorf("%+v", v)
		}
	})
}
