package explain

import (
	"strings"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/sdk"
)

// masked gives the explanation with every secret masked.
func (e Explainer) masked(out Explanation, set *secret.Set) Explanation {
	out.RunID, out.Reason = set.Mask(out.RunID), set.Mask(out.Reason)
	out.Warnings = maskAll(set, out.Warnings)
	if out.Request != nil {
		out.Request = e.maskRequest(set, *out.Request)
	}
	if r := out.Report; r != nil {
		out.Report = &Report{
			Status: r.Status, StatusLabel: set.Mask(r.StatusLabel), Link: set.MaskJSON(r.Link),
			Summary: set.Mask(r.Summary), ExternalRunID: set.Mask(r.ExternalRunID),
		}
	}
	steps := make([]Step, len(out.Steps))
	for i, s := range out.Steps {
		steps[i] = maskStep(set, s)
	}
	out.Steps = steps
	return out
}

// Watch gives what shows each step of a chain at work.
func (e Explainer) Watch(show func(Step)) func(link chain.Link, before, after sdk.Run, err error) {
	return func(link chain.Link, before, after sdk.Run, err error) {
		show(maskStep(e.secretsOf(after), step(link.Name, before, after, err)))
	}
}

// secretsOf gives what to mask in all that is shown of a run.
func (e Explainer) secretsOf(run sdk.Run) *secret.Set {
	set := e.Secrets.With(run.Secrets...)
	if run.Request != nil {
		for name, values := range run.Request.Header {
			if e.Headers.Sensitive(name) {
				set = set.With(values...)
				for _, value := range values {
					_, token, _ := strings.Cut(value, " ") // behind a scheme, as in Bearer TOKEN
					set = set.With(token)
				}
			}
		}
	}
	return set
}

func (e Explainer) maskRequest(set *secret.Set, r Request) *Request {
	out := Request{Method: set.Mask(r.Method), URL: set.Mask(r.URL), Headers: map[string]string{}, Body: set.MaskJSON(r.Body)}
	for name, value := range r.Headers {
		if out.Headers[name] = set.Mask(value); e.Headers.Sensitive(name) {
			out.Headers[name] = secret.Mask
		}
	}
	return &out
}

func maskStep(set *secret.Set, s Step) Step {
	s.Error, s.Warnings = set.Mask(s.Error), maskAll(set, s.Warnings)
	changes := make([]Change, len(s.Changes))
	for i, c := range s.Changes {
		changes[i] = Change{Op: c.Op, Path: set.Mask(c.Path), Value: set.MaskJSON(c.Value), Was: set.MaskJSON(c.Was)}
	}
	s.Changes = changes
	return s
}

func maskAll(set *secret.Set, texts []string) []string {
	var out []string
	for _, t := range texts {
		out = append(out, set.Mask(t))
	}
	return out
}
