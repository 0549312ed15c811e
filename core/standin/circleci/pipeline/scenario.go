package pipeline

import (
	"maps"
	"slices"
	"time"
)

// Scenario is how a pipeline goes. The zero value stands for the usual one.
type Scenario struct {
	// Skip is the message of a 200 that makes no pipeline.
	Skip string
	// Pending is how long the pipeline has no workflows yet.
	Pending time.Duration
	// Setup is how long the setup workflow of a dynamic config then runs; 0: none.
	Setup time.Duration
	// Errors end the pipeline when it is no longer pending.
	Errors    []Error
	Workflows []Workflow
}

// Error is what a pipeline shows of why it has errored.
type Error struct {
	Type    string `json:"type"` // config, config-fetch, timeout, permission, plan, other
	Message string `json:"message"`
}

// Workflow is one workflow of a pipeline.
type Workflow struct {
	Name   string
	After  time.Duration // it begins so long after pending and setup, such as a re-run
	Phases []Phase       // one after the other; the last one lasts
}

// Phase is a status that a workflow has for a while.
type Phase struct {
	Status string // success, running, not_run, failed, error, failing, on_hold, canceled, unauthorized
	For    time.Duration
}

// IsZero says that the usual scenario is meant.
func (s Scenario) IsZero() bool {
	return s.Skip == "" && s.Pending == 0 && s.Setup == 0 && s.Errors == nil && s.Workflows == nil
}

// Terminal says that a workflow of this status has ended. One that has failed can
// be followed by a re-run, which is another workflow.
func Terminal(status string) bool {
	return slices.Contains([]string{"success", "failed", "error", "canceled", "unauthorized", "not_run"}, status)
}

// flow gives a workflow that runs for a while and ends.
func flow(name, end string) Workflow {
	return Workflow{Name: name, Phases: []Phase{{"running", 5 * time.Second}, {Status: end}}}
}

// Usual is a pipeline of one workflow that succeeds.
func Usual() Scenario {
	return Scenario{Pending: time.Second, Workflows: []Workflow{flow("build", "success")}}
}

// Named gives the scenario that a branch scenario/NAME asks for.
func Named(name string) (Scenario, bool) {
	scenario, ok := named()[name]
	return scenario, ok
}

// Names gives the names that [Named] knows, in order.
func Names() []string { return slices.Sorted(maps.Keys(named())) }

func named() map[string]Scenario {
	of := func(flows ...Workflow) Scenario { return Scenario{Pending: time.Second, Workflows: flows} }
	errored := func(kind, message string) Scenario {
		return Scenario{Pending: time.Second, Errors: []Error{{kind, message}}}
	}
	held := func(end string) Workflow {
		return Workflow{Name: "release", Phases: []Phase{{"running", 2 * time.Second}, {"on_hold", 10 * time.Second}, {"running", 2 * time.Second}, {Status: end}}}
	}
	again := flow("build", "success")
	again.After = 10 * time.Second
	return map[string]Scenario{
		"success":      Usual(),
		"failed":       of(Workflow{Name: "build", Phases: []Phase{{"running", 3 * time.Second}, {"failing", 2 * time.Second}, {Status: "failed"}}}),
		"error":        of(flow("build", "error")),
		"canceled":     of(flow("build", "canceled")),
		"unauthorized": of(Workflow{Name: "build", Phases: []Phase{{Status: "unauthorized"}}}),
		"not_run":      of(Workflow{Name: "build", Phases: []Phase{{Status: "not_run"}}}),
		"on_hold":      of(Workflow{Name: "release", Phases: []Phase{{"running", 2 * time.Second}, {Status: "on_hold"}}}),
		"approved":     of(held("success")),
		"several":      of(flow("build", "success"), flow("lint", "failed"), held("success")),
		"rerun":        of(flow("build", "failed"), again),
		"empty":        {Pending: time.Second},
		"pending":      {Pending: 1000 * time.Hour},
		"setup":        {Pending: time.Second, Setup: 3 * time.Second, Workflows: []Workflow{flow("build", "success")}},
		"skipped":      {Skip: "The pipeline was skipped."},
		"config":       errored("config", "Error calling workflow: 'build'\nCannot find a definition for job named test"),
		"config-fetch": errored("config-fetch", "No configuration was found in your project. Please refer to https://circleci.com/docs/2.0/ to get started with your configuration."),
		"timeout":      errored("timeout", "Timed out while processing the config."),
		"permission":   errored("permission", "The user is not permitted to trigger this pipeline."),
		"plan":         errored("plan", "Block unregistered users: no available credits."),
	}
}
