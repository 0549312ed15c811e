package pipeline

import (
	"strconv"
	"time"

	"github.com/drayhq/dray/core/standin/circleci/project"
)

// Pipeline is one that a trigger made.
type Pipeline struct {
	ID        string // a UUID
	Number    int
	Slug      string
	CreatedAt time.Time
	Trigger   project.Trigger
	Scenario  Scenario
}

// Flow is what a workflow has come to.
type Flow struct {
	ID, Name  string
	Status    string
	CreatedAt time.Time
	StoppedAt time.Time // zero until it has ended
}

// begun is how long after its creation the pipeline's own workflows begin.
func (s Scenario) begun() time.Duration { return s.Pending + s.Setup }

// State gives the pipeline's state at a time: pending, setup-pending, setup,
// created, errored.
func (p Pipeline) State(now time.Time) string {
	passed := now.Sub(p.CreatedAt)
	switch {
	case passed < p.Scenario.Pending && p.Scenario.Setup > 0:
		return "setup-pending"
	case passed < p.Scenario.Pending:
		return "pending"
	case p.Scenario.Errors != nil:
		return "errored"
	case passed < p.Scenario.begun():
		return "setup"
	}
	return "created"
}

// Errors gives what the pipeline shows at a time of why it has errored.
func (p Pipeline) Errors(now time.Time) []Error {
	if p.State(now) != "errored" {
		return []Error{}
	}
	return p.Scenario.Errors
}

// Flows gives the workflows that there are at a time.
func (p Pipeline) Flows(now time.Time) []Flow {
	out := []Flow{}
	if state := p.State(now); state == "pending" || state == "setup-pending" || state == "errored" {
		return out
	}
	for i, w := range p.workflows() {
		begin := p.CreatedAt.Add(p.Scenario.Pending + w.After)
		if now.Before(begin) {
			continue
		}
		f := Flow{ID: p.flowID(i), Name: w.Name, CreatedAt: begin}
		var stopped time.Time
		if f.Status, stopped = w.at(begin, now); Terminal(f.Status) {
			f.StoppedAt = stopped
		}
		out = append(out, f)
	}
	return out
}

// Ends gives the times at which workflows end, in their order; zero for one that
// doesn't.
func (p Pipeline) Ends() []time.Time {
	workflows := p.workflows()
	if p.Scenario.Errors != nil {
		workflows = nil
	}
	out := make([]time.Time, len(workflows))
	for i, w := range workflows {
		end := p.CreatedAt.Add(p.Scenario.Pending + w.After)
		for _, phase := range w.Phases[:max(0, len(w.Phases)-1)] {
			end = end.Add(phase.For)
		}
		if n := len(w.Phases); n > 0 && Terminal(w.Phases[n-1].Status) {
			out[i] = end
		}
	}
	return out
}

// workflows gives the scenario's workflows, with begins counted from when the
// pipeline is no longer pending, the setup workflow before them.
func (p Pipeline) workflows() []Workflow {
	var out []Workflow
	if p.Scenario.Setup > 0 {
		out = append(out, Workflow{Name: "setup", Phases: []Phase{{"running", p.Scenario.Setup}, {Status: "success"}}})
	}
	for _, w := range p.Scenario.Workflows {
		w.After += p.Scenario.Setup
		out = append(out, w)
	}
	return out
}

// at gives the status at a time, and since when.
func (w Workflow) at(begin, now time.Time) (status string, since time.Time) {
	since = begin
	for i, phase := range w.Phases {
		status = phase.Status
		if i == len(w.Phases)-1 || now.Before(since.Add(phase.For)) {
			break
		}
		since = since.Add(phase.For)
	}
	return status, since
}

func (p Pipeline) flowID(i int) string { return project.ID(p.ID + "/" + strconv.Itoa(i)) }
