package request

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/drayhq/dray/plugins/jq/eval"
	"github.com/drayhq/dray/plugins/jq/python"
)

func (t *Template) buildMethod(ctx context.Context, in input) (string, error) {
	if t.method == nil {
		method, given := in.method["method"]
		if !given || method == nil {
			return "POST", nil
		}
		if text, ok := scalar(method); ok && text != "" {
			return strings.ToUpper(text), nil
		}
		return "", fmt.Errorf("the event's invocation method has %s as its HTTP method: set it in the action, or a method in the mapping (%s)",
			what(method), t.where)
	}
	v, err := first(ctx, t.method, in)
	if err != nil {
		return "", err
	}
	if text, ok := v.(string); ok && text != "" {
		return strings.ToUpper(text), nil
	}
	return "", fmt.Errorf("%s: the program yields %s, and a method is a string such as \"POST\"%s", t.method.Where, what(v), program(t.method))
}

func (t *Template) buildURL(ctx context.Context, in input) (string, error) {
	v := in.method["url"]
	if t.url != nil {
		var err error
		if v, err = first(ctx, t.url, in); err != nil {
			return "", err
		}
	}
	text, ok := v.(string)
	if !ok {
		return "", t.badURL("yields %s, and a URL is a string such as \"https://circleci.com/…\"", what(v))
	}
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	if problem := unusable(text); problem != "" {
		return "", t.badURL("yields %q, %s", text, problem)
	}
	return text, nil
}

func (t *Template) badURL(format string, args ...any) error {
	problem := fmt.Sprintf(format, args...)
	if t.url == nil {
		return fmt.Errorf("%s: no url here, and the event's invocation method %s: set the URL in the action, or a url in the mapping", t.where, problem)
	}
	return fmt.Errorf("%s: the program %s%s", t.url.Where, problem, program(t.url))
}

// unusable says what keeps a URL from being sent to, "" if nothing is seen here.
// The rest is the sink's to judge.
func unusable(text string) string {
	scheme, rest, found := strings.Cut(text, "://")
	switch {
	case text == "":
		return "and a request needs a URL"
	case !found:
		return "which is not an absolute URL: begin it with https:// and the host"
	case !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http"):
		return "and only https and http URLs can be sent to"
	case rest == "" || strings.ContainsRune("/?#", rune(rest[0])):
		return "which names no host"
	}
	return ""
}

// first evaluates a program that must not give null. If it failed, why says more
// than any complaint about the null.
func first(ctx context.Context, p *eval.Program, in input) (any, error) {
	before := len(in.trace.Warnings)
	v, err := p.First(ctx, in.event, in.trace)
	if warnings := in.trace.Warnings[before:]; err == nil && v == nil && len(warnings) > 0 {
		in.trace.Warnings = in.trace.Warnings[:before]
		err = errors.New(strings.Replace(warnings[0], "null, for the jq program", "the jq program", 1))
	}
	return v, err
}

// scalar gives what pydantic takes for a string.
func scalar(v any) (string, bool) {
	switch v.(type) {
	case nil, []any, map[string]any:
		return "", false
	}
	return python.Str(v), true
}

// what names a value's type, for messages; the value itself may be a secret.
func what(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool:
		return "a boolean"
	case string:
		if v == "" {
			return "an empty string"
		}
		return "a string"
	case []any:
		return "a list"
	case map[string]any:
		return "an object"
	}
	return "a number"
}

// program shows a program, cut to what a message bears.
func program(p *eval.Program) string {
	const most = 200
	text := []rune(p.Text)
	if len(text) > most {
		text = append(text[:most], '…')
	}
	return ". The program: " + string(text)
}
