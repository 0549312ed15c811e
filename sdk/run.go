package sdk

import (
	"context"
	"slices"
	"time"
)

// Kind is what Port meant a message to be. The topic decides it, and on the runs
// topic the prefix of the run id; the rest of the content never does.
type Kind int

// The kinds of message that Port publishes.
const (
	ActionRun Kind = iota // an action run: context.runId is "r_…"
	NodeRun               // a workflow node run: context.runId is "wfnr_…"
	ChangeLog             // a change-log event: nobody waits for a report
)

// Run is one Port invocation on its way to an HTTP request.
//
// Pass it by value. What it points to is shared between steps and between the
// attempts of one step: replace it, never change it in place.
type Run struct {
	ID      string   // context.runId; "" for a change-log event
	Kind    Kind     // what the message is
	Source  Source   // where the message came from
	Raw     []byte   // the message as Port signed it, compacted, without the signature members
	Event   any      // Raw decoded: map[string]any, []any, string, json.Number, bool, nil
	Request *Request // what a mapping built; nil before
	Reply   *Reply   // what the endpoint answered; nil before
	Attempt int      // of the current step, from 1

	// Reporter works out what the mapping wants Port to be told; nil if no mapping said so.
	Reporter Reporter
	// Judge reads the answer for the step that sends; nil: its status says all.
	Judge Judge
	// Mapping is the index of the mapping entry that matched, -1 before or if none did.
	Mapping int
	// Secrets are values that must not be shown anywhere: decrypted fields, and
	// environment variables that a mapping read.
	Secrets []string
	// Warnings say what a step put up with: a jq program that gave null after an
	// error, a field that could not be decrypted.
	Warnings []string
}

// Source is a run's place in Kafka. Time is the broker's timestamp of the message.
type Source struct {
	Topic     string
	Partition int32
	Offset    int64
	Time      time.Time
}

// WithSecrets gives the run with further values to be masked. The list is
// copied, so that a run held by another step keeps its own.
func (r Run) WithSecrets(values ...string) Run {
	r.Secrets = append(slices.Clip(r.Secrets), values...)
	return r
}

// WithWarnings gives the run with further warnings, the list copied likewise.
func (r Run) WithWarnings(texts ...string) Run {
	r.Warnings = append(slices.Clip(r.Warnings), texts...)
	return r
}

// Reporter works out, once there is a reply, what a mapping reports to Port. It
// must be safe for concurrent use. The run it gives back carries what evaluating
// added: secrets and warnings.
type Reporter interface {
	Report(ctx context.Context, run Run) (Report, Run)
}

// Report is what Port is told of a run, in the terms of Port's run API. A zero
// member is left as it is at Port.
type Report struct {
	Status        string // SUCCESS or FAILURE; "" leaves the run in progress
	StatusLabel   string
	Link          any // a string or a list of strings; nil for none
	Summary       string
	ExternalRunID string
}
