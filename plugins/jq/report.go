package jq

import (
	"context"

	"github.com/drayhq/dray/plugins/jq/eval"
	"github.com/drayhq/dray/plugins/jq/python"
	"github.com/drayhq/dray/sdk"
)

// reporter works out the report of one entry of a mapping. Its programs see what
// the agent shows them: {body, request, response{statusCode, headers, text, json}},
// body being the event.
type reporter struct {
	fields  []reportField
	built   *eval.Trace  // of the request, done with
	request *sdk.Request // as the mapping made it: the sink's has the query inside its URL
}

// reportField is a member of Port's run that an entry's report sets.
type reportField struct {
	name    string
	program *eval.Program
}

// Report evaluates the report's programs over a run that has been answered. What
// a program yields as null, or not at all, is left out.
func (r *reporter) Report(ctx context.Context, run sdk.Run) (sdk.Report, sdk.Run) {
	var report sdk.Report
	trace := r.built.After()
	seen := exchange(run, r.request, trace)
	for _, field := range r.fields {
		p := field.program
		v, err := p.First(ctx, seen, trace)
		if err != nil {
			trace.Warn("%v", err)
			continue
		}
		switch field.name {
		case "link":
			report.Link = link(v, p, trace)
		case "status":
			report.Status = text(v, p, trace)
		case "summary":
			report.Summary = text(v, p, trace)
		case "externalRunId":
			report.ExternalRunID = text(v, p, trace)
		}
	}
	return report, trace.Apply(run)
}

// text takes a string, and a number or boolean by its text.
func text(v any, p *eval.Program, trace *eval.Trace) string {
	switch v := v.(type) {
	case nil:
		return ""
	case []any, map[string]any:
		trace.Warn("%s: left out, for the program yields a list or an object and Port takes a string", p.Where)
		return ""
	case bool:
		if v {
			return "true"
		}
		return "false"
	default:
		return python.Str(v)
	}
}

// link takes a string or a list of strings.
func link(v any, p *eval.Program, trace *eval.Trace) any {
	list, ok := v.([]any)
	if !ok {
		if one := text(v, p, trace); one != "" {
			return one
		}
		return nil
	}
	links := make([]string, 0, len(list))
	for _, item := range list {
		if one := text(item, p, trace); one != "" {
			links = append(links, one)
		}
	}
	if len(links) == 0 {
		return nil
	}
	return links
}
