package jq

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/drayhq/dray/plugins/jq/dialect"
	"github.com/drayhq/dray/plugins/jq/eval"
	"github.com/drayhq/dray/sdk"
)

// exchange shows a run to a report's programs, in the agent's order of keys, and
// the request as the mapping made it, as the agent does: the steps that follow put
// it into another form. request is nil where there was none.
func exchange(run sdk.Run, request *sdk.Request, trace *eval.Trace) any {
	seen := map[string]any{"body": run.Event, "request": nil, "response": nil}
	trace.SetKeys(seen, "body", "request", "response")
	if request != nil {
		seen["request"] = requestValue(request, trace)
	}
	if run.Reply != nil {
		seen["response"] = responseValue(run.Reply, trace)
	}
	return seen
}

func requestValue(r *sdk.Request, trace *eval.Trace) any {
	query := make(map[string]any, len(r.Query))
	var names []string
	for _, p := range r.Query {
		switch have := query[p.Name].(type) {
		case nil:
			query[p.Name] = p.Value
			names = append(names, p.Name)
		case []any:
			query[p.Name] = append(have, p.Value)
		default:
			query[p.Name] = []any{have, p.Value}
		}
	}
	trace.SetKeys(query, names...)
	out := map[string]any{
		"method": r.Method, "url": withoutUser(r.URL), "headers": headerValue(r.Header), "query": query, "body": sdk.Decoded(r.Body),
	}
	trace.SetKeys(out, "method", "url", "body", "headers", "query")
	return out
}

// withoutUser takes the user and password out of a URL: what a report's programs
// see goes to Port.
func withoutUser(url string) string {
	scheme, rest, found := strings.Cut(url, "://")
	end := strings.IndexAny(rest, `\/?#`)
	if end < 0 {
		end = len(rest)
	}
	at := strings.LastIndexByte(rest[:end], '@')
	if !found || at < 0 {
		return url
	}
	return scheme + "://" + rest[at+1:]
}

func responseValue(r *sdk.Reply, trace *eval.Trace) any {
	parsed := bodyJSON(r.Body)
	trace.Add(dialect.NewOrder(r.Body, parsed))
	out := map[string]any{
		"statusCode": r.Status, "headers": headerValue(r.Header), "text": bodyText(r.Body), "json": parsed,
	}
	trace.SetKeys(out, "statusCode", "headers", "text", "json")
	return out
}

func headerValue(h sdk.Header) map[string]any {
	out := make(map[string]any, len(h))
	for name, values := range h {
		out[name] = strings.Join(values, ", ")
	}
	return out
}

// bodyText reads a body as UTF-8, or as Latin-1 if it is not.
func bodyText(body []byte) string {
	if utf8.Valid(body) {
		return string(body)
	}
	var b strings.Builder
	for _, c := range body {
		b.WriteRune(rune(c))
	}
	return b.String()
}

// bodyJSON gives a body as JSON, nil if it isn't.
func bodyJSON(body []byte) any {
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	var v any
	if dec.Decode(&v) != nil {
		return nil
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil
	}
	return v
}
