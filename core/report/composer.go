package report

import (
	"context"
	"fmt"

	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/sdk"
)

// Composer makes plans. Its zero value masks a run's own secrets. It is safe for
// concurrent use.
type Composer struct {
	Secrets  *secret.Vault // what to mask besides
	Detailed bool          // show what the endpoint answered
	Reveal   bool          // mask nothing: for the eyes of who asked for it
}

// Compose says what Port is told of a run that has ended. What the mapping
// reports wins over what dray would, as in the reference, with two exceptions:
// a value that the mapping's program gives as null changes nothing, so that a
// refused run never stays in progress; and where the outcome is unknown, or not
// the mapping's to judge (a redirect, a 503 to the last, an answer that a step has
// read), status and summary are dray's and the mapping's summary follows it.
func (c *Composer) Compose(ctx context.Context, e Ending) Plan {
	if e.Row == Skipped {
		return Plan{Run: e.Run}
	}
	wanted := mapped(ctx, &e)
	mask := c.mask(e.Run)
	report := c.own(e)
	if judged(e) {
		report = over(report, wanted)
	} else {
		report.Link, report.ExternalRunID = wanted.Link, wanted.ExternalRunID
		if wanted.Summary != "" && report.Summary != "" {
			report.Summary += "\n" + wanted.Summary
		}
	}
	plan := Plan{Run: e.Run, Report: sdk.Report{
		Status:        report.Status,
		StatusLabel:   cut(mask.Mask(report.StatusLabel), maxLabel),
		Link:          mask.MaskJSON(report.Link),
		Summary:       cut(mask.Mask(report.Summary), maxSummary),
		ExternalRunID: mask.Mask(report.ExternalRunID),
	}}
	if e.Synchronized && e.Run.Reply != nil {
		plan.Response, plan.Answered = response(e.Run.Reply.Body, mask), e.Run.Reply.Status
	}
	plan.Line = cut(mask.Mask(c.line(e, plan.Report)), maxLine)
	return plan
}

// judged says that the outcome is a plain answer, which a mapping may read as it
// likes: none that a step has read already.
func judged(e Ending) bool {
	return e.Run.Reply != nil && refusal(e) == nil &&
		(e.Row == Delivered || e.Row == Failed && e.Run.Reply.Status >= 400)
}

// over lays the members that the mapping gave over those of ours.
func over(own, wanted sdk.Report) sdk.Report {
	for _, member := range []struct{ to, from *string }{
		{&own.Status, &wanted.Status},
		{&own.StatusLabel, &wanted.StatusLabel},
		{&own.Summary, &wanted.Summary},
		{&own.ExternalRunID, &wanted.ExternalRunID},
	} {
		if *member.from != "" {
			*member.to = *member.from
		}
	}
	if wanted.Link != nil {
		own.Link = wanted.Link
	}
	return own
}

// mapped gives what the mapping wants reported, and notes in e's run what
// working that out came upon. Without an answer there is nothing to work on.
func mapped(ctx context.Context, e *Ending) (wanted sdk.Report) {
	if e.Run.Reporter == nil || e.Run.Reply == nil {
		return sdk.Report{}
	}
	defer func() {
		if p := recover(); p != nil { // a plugin's defect must not leave the run hanging
			wanted, e.Run = sdk.Report{}, e.Run.WithWarnings(fmt.Sprintf("the mapping's report panicked: %v", p))
		}
	}()
	wanted, e.Run = e.Run.Reporter.Report(ctx, e.Run)
	return wanted
}

func (c *Composer) mask(run sdk.Run) *secret.Set {
	if c.Reveal {
		return nil
	}
	return c.Secrets.With(run.Secrets...)
}
