//go:build !lean

package watch

import (
	"strings"
	"time"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// Routes has the chains of a table tell how their steps go.
func (w *Watch) Routes(table route.Table) {
	if w == nil {
		return
	}
	for _, r := range table {
		name := r.Name
		r.Chain.Timed = func(link chain.Link, began time.Time, before, after sdk.Run, err error) {
			w.step(name, link, began, before, after, err)
		}
	}
}

func (w *Watch) step(route string, link chain.Link, began time.Time, before, after sdk.Run, err error) {
	ended := now()
	if w.tracer != nil {
		w.tracer.Step(before, after, link.Name, began, ended, err)
	}
	if w.metrics == nil {
		return
	}
	took := ended.Sub(began)
	plugin, module, ofGroup := strings.Cut(link.Name, " ")
	w.metrics.Step(route, plugin, took)
	outcome, _ := sdk.OutcomeOf(err)
	if ofGroup {
		w.metrics.Module(module, outcome.String(), took)
	}
	if _, sends := link.Step.(sdk.Previewer); sends && !w.dryRun && after.Request != nil {
		w.requested(after, outcome)
	}
}

// requested counts a request. What was refused before it was one is none.
func (w *Watch) requested(run sdk.Run, outcome sdk.Outcome) {
	if run.Reply == nil && outcome != sdk.Retryable && outcome != sdk.Uncertain {
		return
	}
	host := hostOf(run.Request.URL)
	mask := func(text string) string { return w.vault.With(run.Secrets...).Mask(text) }
	if run.Reply == nil {
		w.metrics.Requested(host, 0, 0, "", mask)
		return
	}
	w.metrics.Requested(host, run.Reply.Status, run.Reply.Duration, remaining(run.Reply.Header.Get), mask)
}

// hostOf gives a URL's host, without a port. It is one that was sent, so that it holds
// nothing odd.
func hostOf(text string) string {
	_, rest, _ := strings.Cut(text, "://")
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	rest = rest[strings.LastIndexByte(rest, '@')+1:]
	if port := strings.LastIndexByte(rest, ':'); port > strings.LastIndexByte(rest, ']') {
		rest = rest[:port]
	}
	return strings.ToLower(strings.Trim(rest, "[]"))
}

// remaining gives what an answer says of requests that are left, in the headers that
// there are for it.
func remaining(get func(string) string) string {
	for _, name := range []string{"RateLimit-Remaining", "X-RateLimit-Remaining"} {
		if text := get(name); text != "" {
			return text
		}
	}
	return ""
}
