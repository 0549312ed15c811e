package request

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/drayhq/dray/sdk"
)

func (t *Template) buildHeader(ctx context.Context, in input) (sdk.Header, error) {
	header := sdk.Header{}
	if t.headers == nil {
		return header, nil
	}
	if p := t.headers.Program(); p != nil {
		v, err := first(ctx, p, in)
		if err != nil {
			return nil, err
		}
		object, ok := v.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("%s: the program yields %s, and headers are an object; {} for none", p.Where, what(v))
		}
		for _, name := range in.trace.Keys(object) {
			if err := put(header, p.Where, name, object[name]); err != nil {
				return nil, err
			}
		}
		return header, nil
	}
	for _, m := range t.headers.Members() {
		v, err := m.Eval(ctx, in.event, in.trace)
		if err != nil {
			return nil, err
		}
		if err := put(header, m.Program().Where, m.Name, v); err != nil {
			return nil, err
		}
	}
	return header, nil
}

// put sets a header, a null none. Of names that differ in case only the last one
// counts.
func put(header sdk.Header, where, name string, v any) error {
	if v == nil {
		return nil
	}
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("%s: header %s is %s, and headers are strings: end the program with `| tostring`", where, name, what(v))
	}
	if problem := badName(name); problem != "" {
		return fmt.Errorf("%s: header name %q %s", where, name, problem)
	}
	if problem := badValue(text); problem != "" {
		return fmt.Errorf("%s: the value of header %s %s", where, name, problem)
	}
	delete(header, header.Key(name))
	header[name] = []string{text}
	return nil
}

func badName(name string) string {
	notToken := func(r rune) bool {
		return r <= ' ' || r >= utf8.RuneSelf-1 || strings.ContainsRune(`()<>@,;:\"/[]?={}`, r)
	}
	switch {
	case name == "":
		return "is empty: name the header, or leave it out"
	case strings.ContainsFunc(name, notToken):
		return "has a character that HTTP doesn't allow in names: use letters, digits and hyphens"
	}
	return ""
}

func badValue(text string) string {
	control := func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }
	first, _ := utf8.DecodeRuneInString(text)
	switch {
	case text != "" && unicode.IsSpace(first):
		return "begins with white space: take it away, as with `| sub(\"^\\\\s+\"; \"\")`"
	case strings.ContainsAny(text, "\r\n"):
		return "has a line break: take it away, as with `| gsub(\"[\\r\\n]+\"; \"\")`"
	case strings.ContainsFunc(text, control):
		return "has a control character, which HTTP doesn't allow: take it away with gsub"
	}
	return ""
}
