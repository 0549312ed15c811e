package jq

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/drayhq/dray/sdk"
)

// requestValue shows a request to a report's programs; null if there was none.
func requestValue(r *sdk.Request) any {
	if r == nil {
		return nil
	}
	query := make(map[string]any, len(r.Query))
	for _, p := range r.Query {
		switch have := query[p.Name].(type) {
		case nil:
			query[p.Name] = p.Value
		case []any:
			query[p.Name] = append(have, p.Value)
		default:
			query[p.Name] = []any{have, p.Value}
		}
	}
	return map[string]any{
		"method": r.Method, "url": r.URL, "headers": headerValue(r.Header), "query": query, "body": r.Body,
	}
}

// responseValue shows a reply to a report's programs; parsed is its body as JSON.
func responseValue(r *sdk.Reply, parsed any) any {
	return map[string]any{
		"statusCode": r.Status, "headers": headerValue(r.Header), "text": bodyText(r.Body), "json": parsed,
	}
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
