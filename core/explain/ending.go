package explain

import (
	"context"
	"net/url"
	"time"

	"github.com/drayhq/dray/core/event"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/plugins/http/verdict"
	"github.com/drayhq/dray/sdk"
)

// report gives what Port would be told of how a run ended; nil: nothing.
func (e Explainer) report(ctx context.Context, ending report.Ending) (*Report, sdk.Run) {
	if ending.Row == report.Skipped {
		return nil, ending.Run
	}
	ending.Synchronized = event.Read(ending.Run.Event, ending.Run.Kind == sdk.ChangeLog).Synchronized
	// What is secret is masked with the rest of the explanation.
	plan := (&report.Composer{Reveal: true, Detailed: e.Detailed}).Compose(ctx, ending)
	return &Report{
		Status: plan.Report.Status, StatusLabel: plan.Report.StatusLabel, Link: plan.Report.Link,
		Summary: plan.Report.Summary, ExternalRunID: plan.Report.ExternalRunID,
	}, plan.Run
}

// ended fills in what err means for the run.
func (e Explainer) ended(ending report.Ending, err error) report.Ending {
	outcome, _ := sdk.OutcomeOf(err)
	ending.Row, ending.Err = report.RowOf(outcome), err
	switch ending.Row {
	case report.Exhausted, report.Unknown, report.Parked:
		if e.Parks {
			ending.Kept = report.Kept{ID: "ID"}
		}
	default: // nothing to be sent again
	}
	return ending
}

// meaning says what the run's reply means, as the step that sends would.
func meaning(run sdk.Run) error {
	method, origin := "", "the endpoint"
	if r := run.Request; r != nil {
		method = r.Method
		if u, err := url.Parse(r.URL); err == nil {
			origin = u.Scheme + "://" + u.Host
		}
	}
	return sdk.Judged(run, verdict.OfReply(method, origin, run.Reply, time.Now()))
}
