package explain

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/event"
	"github.com/drayhq/dray/core/gate"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/sdk"
)

// Explainer explains events. Its routes must have been opened leniently, so
// that what stops `run` is shown in its place.
type Explainer struct {
	Gate     gate.Gate
	Routes   route.Table
	Response *sdk.Reply // what the endpoint is taken to answer; nil: no report is shown
	Secrets  *secret.Set
	Headers  secret.Headers
	Show     bool // secrets too
	Detailed bool // tell Port what the endpoint answered
}

// Explain shows what would become of the event raw, called name.
func (e Explainer) Explain(ctx context.Context, name string, raw []byte) Explanation {
	out := Explanation{Event: name, Signature: "unchecked", Steps: []Step{}}
	changes := false
	pass, err := e.Gate.Open(raw, changes)
	if err == nil {
		// Only here does the shape decide what a message is: a file has no topic.
		if changes = event.Infer(pass.Run.Event); changes {
			pass, err = e.Gate.Open(raw, changes)
		}
	}
	if err != nil {
		out.Outcome, out.Reason = "skip", "junk: "+err.Error()
		return e.masked(out, sdk.Run{})
	}
	out.RunID = pass.Run.ID
	if !changes {
		out.Signature = pass.Verdict.String()
	}
	if !pass.Envelope.Agent {
		out.Outcome, out.Reason = "skip", "not for the agent: its invocation method doesn't say agent: true"
		return e.masked(out, pass.Run)
	}
	return e.follow(ctx, out, pass.Run)
}

// follow walks the run through its chain up to the effect.
func (e Explainer) follow(ctx context.Context, out Explanation, run sdk.Run) Explanation {
	r, run := e.Routes.Match(ctx, run)
	if r == nil {
		out.Outcome, out.Reason, out.Warnings = "fail", "no route matches the event", run.Warnings
		return e.masked(out, run)
	}
	out.Route = r.Name
	c := chain.Chain{Links: r.Chain.Links, DryRun: true, Watch: func(link chain.Link, before, after sdk.Run, err error) {
		out.Steps = append(out.Steps, step(link.Name, before, after, err))
	}}
	walk := c.Do(ctx, run, 0)
	outcome, _ := sdk.OutcomeOf(walk.Err)
	out.Outcome = outcomes[outcome]
	if walk.Err != nil {
		out.Reason = c.Name(walk.At) + ": " + walk.Err.Error()
	}
	out.Request = request(walk.Run.Request)
	if walk.Run.Mapping >= 0 {
		out.Mapping = &walk.Run.Mapping
	}
	run = walk.Run
	if e.Response != nil {
		out.Report, run = e.report(ctx, run)
	}
	out.Warnings = run.Warnings
	return e.masked(out, run)
}

// report gives what Port would be told if the endpoint answered e.Response.
func (e Explainer) report(ctx context.Context, run sdk.Run) (*Report, sdk.Run) {
	run.Reply = e.Response
	var err error
	if e.Response.Status < 200 || e.Response.Status > 299 {
		err = fmt.Errorf("answered %d", e.Response.Status)
	}
	err = sdk.Judged(run, err)
	outcome, _ := sdk.OutcomeOf(err)
	// What is secret is masked with the rest of the explanation.
	plan := (&report.Composer{Reveal: true, Detailed: e.Detailed}).Compose(ctx, report.Ending{
		Run: run, Row: report.RowOf(outcome), Err: err, Synchronized: event.Read(run.Event, run.Kind == sdk.ChangeLog).Synchronized,
	})
	return &Report{
		Status: plan.Report.Status, StatusLabel: plan.Report.StatusLabel, Link: plan.Report.Link,
		Summary: plan.Report.Summary, ExternalRunID: plan.Report.ExternalRunID,
	}, plan.Run
}

// request gives a request in the contract's form: as it would be sent, or as far
// as it was built.
func request(r *sdk.Request) *Request {
	if r == nil {
		return nil
	}
	out := &Request{Method: r.Method, URL: r.URL, Headers: map[string]string{}, Body: sdk.Decoded(r.Body)}
	for i, p := range r.Query { // of a request that the sink refused before it was composed
		separator := "&"
		if i == 0 && !strings.Contains(r.URL, "?") {
			separator = "?"
		}
		out.URL += separator + url.QueryEscape(p.Name) + "=" + url.QueryEscape(p.Value)
	}
	for name, values := range r.Header {
		out.Headers[name] = joined(values)
	}
	return out
}

// step shows what a step changed.
func step(name string, before, after sdk.Run, err error) Step {
	outcome, _ := sdk.OutcomeOf(err)
	s := Step{Name: name, Outcome: outcome.String(), Changes: changes(before.Request, after.Request)}
	if err != nil {
		s.Error = err.Error()
	}
	s.Warnings = slices.Clone(after.Warnings[min(len(before.Warnings), len(after.Warnings)):])
	return s
}
