package follow

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/follow/book"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/plugins/circleci/answer"
	"github.com/drayhq/dray/plugins/circleci/trigger"
	"github.com/drayhq/dray/sdk"
)

// Teller tells Port of an ending and gives what it told.
type Teller interface {
	dispatch.Reporter
	Tell(ctx context.Context, ending report.Ending) report.Plan
}

// Reporter has Port told of runs, and follows the pipelines of those that were
// triggered by a route that follows.
type Reporter struct {
	Teller
	Follower *Follower
}

// Finish tells Port of the pipeline at once, and has it followed unless the mapping's
// own report has ended the run.
func (r Reporter) Finish(ctx context.Context, e report.Ending) {
	var start Start
	follows := r.Follower.Limit(e.Route).For > 0
	if follows {
		start, follows = triggered(e, r.Follower.Now())
	}
	if !follows {
		r.Teller.Finish(ctx, e)
		return
	}
	e.Pipeline = &report.Pipeline{ID: start.Pipeline, Link: link(start.Entry)}
	if r.Tell(ctx, e).Terminal() {
		return
	}
	r.Follower.Follow(ctx, start)
}

// triggered gives the pipeline that a run has started; false: none that can be followed.
func triggered(e report.Ending, now time.Time) (Start, bool) {
	run := e.Run
	if e.Row != report.Delivered || run.ID == "" || run.Kind == sdk.ChangeLog || run.Request == nil || run.Reply == nil {
		return Start{}, false
	}
	target, ok := trigger.Parse(run.Request.Method, run.Request.URL)
	said := answer.Read(run.Reply.Body)
	if !ok || run.Reply.Status != http.StatusCreated || !isID(said.ID) {
		return Start{}, false
	}
	return Start{
		Record: book.Record{
			Entry: book.Entry{
				Run: run.ID, Kind: run.Kind, Route: e.Route, Base: target.Base, Slug: target.Slug,
				Pipeline: said.ID, Number: said.Number.String(), Since: now,
			},
			Source: run.Source, Message: run.Raw,
		},
		Sent: run.Request.Header, Answered: run.Reply.Header, Told: e.Recalled || e.Replayed,
	}, true
}

// isID says that a text can be a pipeline's id, and go into a path.
func isID(text string) bool {
	other := func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-'
	}
	return text != "" && len(text) <= 64 && !strings.ContainsFunc(text, other)
}

// link is where a person sees a pipeline: at app.circleci.com, or below a server's own
// address.
func link(e book.Entry) string {
	u, err := url.Parse(e.Base)
	if err != nil || e.Number == "" {
		return ""
	}
	host := u.Host
	if host == "circleci.com" {
		host = "app.circleci.com"
	}
	parts := strings.Split(e.Slug, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return u.Scheme + "://" + host + "/pipelines/" + strings.Join(parts, "/") + "/" + url.PathEscape(e.Number)
}
