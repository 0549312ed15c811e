package follow

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/drayhq/dray/core/follow/judge"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/sdk"
)

// callBound is how long one call may take.
const callBound = 30 * time.Second

// call makes the next call of a look: for a page of the workflows, or the pipeline.
func (f *Follower) call(ctx context.Context, p *pipeline) {
	if p.look == nil {
		p.look = &look{}
	}
	ofPipeline := p.asksPipeline()
	request := p.request(ofPipeline)
	bound, cancel := context.WithTimeout(ctx, callBound)
	defer cancel()
	reply, err := f.Fetch(bound, p.Route, request)
	now := f.Now()
	f.mu.Lock()
	p.home.budget.Answer(now, p.window, reply.Status, headerOf(reply.Header))
	f.mu.Unlock()
	p.looked = now
	switch {
	case ctx.Err() != nil:
		f.again(p, now)
	case err != nil:
		f.failed(ctx, p, f.Mask(err.Error(), p.home.value))
	case reply.Status == http.StatusTooManyRequests && now.Before(f.ends(p)):
		f.again(p, now) // the budget knows for how long
	case reply.Status != http.StatusOK:
		why := f.Mask(refused(request, reply), p.home.value)
		if denied(reply.Status) {
			f.resettle(ctx, p)
		}
		f.failed(ctx, p, why)
	default:
		if err := p.take(ofPipeline, reply.Body); err != nil {
			f.failed(ctx, p, err.Error())
			return
		}
		f.goOn(ctx, p, now)
	}
}

// request is a call's.
func (p *pipeline) request(ofPipeline bool) sdk.Request {
	r := sdk.Request{Method: http.MethodGet, URL: p.Base + "/pipeline/" + p.Pipeline, Header: sdk.Header{}}
	if p.home.value != "" {
		r.Header[p.home.name] = []string{p.home.value}
	}
	if !ofPipeline {
		r.URL += "/workflow"
		if p.look.page != "" {
			r.Query = []sdk.Param{{Name: "page-token", Value: p.look.page}}
		}
	}
	return r
}

// refused says what an answer that is of no use was.
func refused(request sdk.Request, reply sdk.Reply) string {
	text := fmt.Sprintf("CircleCI answered %d to GET %s", reply.Status, request.URL)
	if said := judge.Message(reply.Body); said != "" {
		text += ": " + said
	}
	switch {
	case reply.Status == http.StatusUnauthorized, reply.Status == http.StatusForbidden:
		text += ". Is the mapping's token still valid?"
	case reply.Status >= 300 && reply.Status < 400:
		text += ", a redirect, which is not followed, for the token would travel along"
	}
	return text
}

// denied says that an answer may mean the token: who may not see a pipeline is also
// told that there is none.
func denied(status int) bool {
	return status == http.StatusUnauthorized || status == http.StatusForbidden || status == http.StatusNotFound
}

// take takes an answer up.
func (p *pipeline) take(ofPipeline bool, body []byte) error {
	l := p.look
	if ofPipeline {
		state, err := judge.ReadPipeline(body)
		if err != nil {
			return err
		}
		l.state, l.gotState, p.state = state, true, strings.Clone(state.State)
		p.setup = p.setup || strings.HasPrefix(state.State, "setup")
		return nil
	}
	items, next, err := judge.ReadWorkflows(body)
	if err != nil {
		return err
	}
	l.pages++
	if len(l.flows)+len(items) > mostFlows || l.pages > mostPages || next != "" && next == l.page {
		return errors.New("reading CircleCI's answer on the workflows: it has no end")
	}
	l.flows, l.page, l.gotFlows = append(l.flows, items...), next, next == ""
	return nil
}

// mostFlows is how many workflows of a pipeline are read, re-runs included.
const mostFlows = 2000

// mostPages is on how many pages: also one that holds nothing can name a next.
const mostPages = 200

// settled says that the pipeline's state won't change.
func settled(state string) bool { return state == "created" || state == "errored" }

// asksPipeline says that the next call is for the pipeline: where its state is known
// and passing, that says more than workflows that can't be there yet.
func (p *pipeline) asksPipeline() bool {
	return !p.look.gotState && (p.look.gotFlows || p.look.page == "" && p.state != "" && !settled(p.state))
}

// complete says that there is enough to judge by.
func (p *pipeline) complete() bool {
	return p.look.gotFlows || p.look.gotState && (p.state == "pending" || p.state == "setup-pending" || p.state == "errored")
}

// goOn goes on after an answer: with the next call, or to a verdict.
func (f *Follower) goOn(ctx context.Context, p *pipeline, now time.Time) {
	p.tries = 0
	if !p.complete() {
		f.again(p, now.Add(-f.limit(p).For)) // before all others
		return
	}
	seen := f.seen(p, now)
	v := judge.Of(seen)
	switch {
	case v.Ask && !p.look.gotState:
		f.again(p, now.Add(-f.limit(p).For))
		return
	case v.Ended:
		f.finish(ctx, p, v.Report, stopped(seen.Workflows))
		return
	case !now.Before(f.ends(p)):
		f.finish(ctx, p, judge.GaveUp(seen, f.limit(p).For, "").Report, time.Time{})
		return
	}
	p.look = nil
	f.show(ctx, p, v.Report.StatusLabel, "")
	f.again(p, f.pace(p, now, v.Wait))
}

// seen is what is known of a pipeline.
func (f *Follower) seen(p *pipeline, now time.Time) judge.Seen {
	s := judge.Seen{
		Number: p.Number, Age: now.Sub(p.Since), Now: now, Pipeline: judge.Pipeline{State: p.state},
		Setup: p.setup, Rerun: f.limit(p).Rerun,
	}
	if p.look != nil {
		s.Workflows = p.look.flows
		if p.look.gotState {
			s.Pipeline = p.look.state
		}
	}
	return s
}

func stopped(flows []judge.Workflow) (last time.Time) {
	for _, w := range flows {
		last = later(last, w.StoppedAt)
	}
	return last
}

// loud is after how many calls in a row that told nothing Port is told so.
const loud = 5

// failed goes on after a call that told nothing.
func (f *Follower) failed(ctx context.Context, p *pipeline, why string) {
	now := f.Now()
	p.look = nil
	if ctx.Err() != nil {
		f.again(p, now)
		return
	}
	p.tries++
	if !now.Before(f.ends(p)) {
		f.finish(ctx, p, judge.GaveUp(f.seen(p, now), f.limit(p).For, why).Report, time.Time{})
		return
	}
	if p.tries == loud {
		f.Log.Warn("a pipeline can't be looked at", "run", p.Run, "pipeline", p.Pipeline, "error", why)
		f.show(ctx, p, "Can't be looked at", "The pipeline can't be looked at, dray tries on: "+why)
	}
	f.again(p, f.retry(p, now))
}

// show has Port show how a pipeline stands. If that fails the next look tries again.
func (f *Follower) show(ctx context.Context, p *pipeline, label, line string) {
	if label == "" && p.label != "" {
		label = "Running"
	}
	if label == p.label {
		return
	}
	plan := report.Plan{Run: sdk.Run{ID: p.Run, Kind: p.Kind}, Report: sdk.Report{StatusLabel: label}, Line: line}
	if err := f.Say(ctx, plan); err == nil {
		p.label = label
	}
}
