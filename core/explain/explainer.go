package explain

import (
	"context"
	"errors"
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

// Explainer explains events. Where its routes have been opened leniently, what
// stops `run` is shown in its place.
type Explainer struct {
	Gate     gate.Gate
	Routes   route.Table
	Changes  *bool      // whether an event is of the change-log topic; nil: its shape decides
	Response *sdk.Reply // what the endpoint is taken to answer; nil: no report is shown
	Unsent   bool       // show also what Port is told of what isn't sent, which nobody answers
	Parks    bool       // dead letters are kept
	Secrets  *secret.Set
	Headers  secret.Headers
	Show     bool // secrets too
	Detailed bool // tell Port what the endpoint answered
}

// Explain shows what would become of the event raw, called name.
func (e Explainer) Explain(ctx context.Context, name string, raw []byte) Explanation {
	out, secrets := e.Plain(ctx, name, raw)
	if e.Show {
		return out
	}
	return e.masked(out, secrets)
}

// Plain is Explain without a mask, and gives what has to be masked in all that is
// shown of it.
func (e Explainer) Plain(ctx context.Context, name string, raw []byte) (Explanation, *secret.Set) {
	out, run := e.explain(ctx, Explanation{Event: name, Signature: "unchecked", Steps: []Step{}}, raw)
	return out, e.secretsOf(run)
}

// open takes the message apart. Only here can the shape decide what it is: a file
// has no topic.
func (e Explainer) open(raw []byte) (pass gate.Pass, changes bool, err error) {
	if e.Changes != nil {
		pass, err = e.Gate.Open(raw, *e.Changes)
		return pass, *e.Changes, err
	}
	if pass, err = e.Gate.Open(raw, false); err == nil && event.Infer(pass.Run.Event) {
		pass, err = e.Gate.Open(raw, true)
		return pass, true, err
	}
	return pass, false, err
}

func (e Explainer) explain(ctx context.Context, out Explanation, raw []byte) (Explanation, sdk.Run) {
	pass, changes, err := e.open(raw)
	if err != nil {
		out.Outcome, out.Reason = "skip", "junk: "+err.Error()
		return out, sdk.Run{}
	}
	out.RunID = pass.Run.ID
	if !changes {
		out.Signature = pass.Verdict.String()
	}
	if !pass.Envelope.Agent {
		out.Outcome, out.Reason = "skip", "not for the agent: its invocation method doesn't say agent: true"
		return out, pass.Run
	}
	return e.follow(ctx, out, pass.Run)
}

// follow walks the run through its chain up to the effect.
func (e Explainer) follow(ctx context.Context, out Explanation, run sdk.Run) (Explanation, sdk.Run) {
	r, run := e.Routes.Match(ctx, run)
	if r == nil {
		out.Outcome, out.Reason, out.Warnings = "fail", "no route matches the event", run.Warnings
		if e.Unsent {
			out.Report, run = e.report(ctx, report.Ending{Run: run, Row: report.Failed, Err: errors.New(out.Reason)})
		}
		return out, run
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
	ending := report.Ending{Run: run, Route: r.Name, Step: c.Name(min(walk.At, len(c.Links)-1))}
	switch {
	case e.Unsent && walk.Err != nil:
		out.Report, run = e.report(ctx, e.ended(ending, walk.Err))
	case e.Response != nil:
		ending.Run.Reply = e.Response
		out.Report, run = e.report(ctx, e.ended(ending, meaning(ending.Run)))
	}
	out.Warnings = run.Warnings
	return out, run
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
