package request

import (
	"context"

	"github.com/drayhq/dray/plugins/jq/eval"
	"github.com/drayhq/dray/plugins/jq/mapping"
	"github.com/drayhq/dray/sdk"
)

// Template makes requests as one entry of a mapping says. It is safe for
// concurrent use.
type Template struct {
	where       string // of the entry, for messages
	method, url *eval.Program
	headers     *eval.Tree
	query       *eval.Tree
	body        *eval.Tree
}

// New compiles what an entry says of the request; c gathers what doesn't compile.
//
// The order of keys matters in headers that one program makes, of which the last of
// a name counts, in the query, and in a body that a report can look at. To the
// receiver of a body it doesn't.
func New(c *eval.Compiler, e mapping.Entry) *Template {
	wholeHeaders := e.Headers != nil && e.Headers.Kind == mapping.Program
	return &Template{
		where:   c.Mapping.WhereEntry(e),
		method:  c.Program(e.Index, e.Method),
		url:     c.Program(e.Index, e.URL),
		headers: c.Tree(e.Index, e.Headers, wholeHeaders),
		query:   c.Tree(e.Index, e.Query, true),
		body:    c.Tree(e.Index, e.Body, len(e.Report) > 0),
	}
}

// Build makes the request of a run. The error says which program yielded what
// can't be sent, and how to mend it.
func (t *Template) Build(ctx context.Context, run sdk.Run, trace *eval.Trace) (*sdk.Request, error) {
	var request sdk.Request
	var raw string
	var err error
	in := input{event: run.Event, method: invocation(run), trace: trace}
	if request.Method, err = t.buildMethod(ctx, in); err != nil {
		return nil, err
	}
	if request.URL, err = t.buildURL(ctx, in); err != nil {
		return nil, err
	}
	if request.Header, err = t.buildHeader(ctx, in); err != nil {
		return nil, err
	}
	if request.Query, raw, err = t.buildQuery(ctx, in); err != nil {
		return nil, err
	}
	request.URL = appendQuery(request.URL, raw)
	if request.Body, err = t.buildBody(ctx, in); err != nil {
		return nil, err
	}
	return &request, nil
}

// input is what the parts of a request are made from.
type input struct {
	event  any
	method map[string]any // the event's invocation method
	trace  *eval.Trace
}

// invocation gives the invocation method that the event names, nil if it names
// none: for a change-log event the destination, else the one of the action.
func invocation(run sdk.Run) map[string]any {
	path := []string{"payload", "action", "invocationMethod"}
	if run.Kind == sdk.ChangeLog {
		path = []string{"changelogDestination"}
	}
	v := run.Event
	for _, name := range path {
		object, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = object[name]
	}
	object, _ := v.(map[string]any)
	return object
}
