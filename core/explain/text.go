package explain

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Text writes the explanation for a person.
func (x Explanation) Text(w io.Writer) error {
	p := &printer{w: w}
	p.line("%s: %s", x.Event, strings.ToUpper(x.Outcome))
	if x.Reason != "" {
		p.line("  why        %s", x.Reason)
	}
	if x.RunID != "" {
		p.line("  run        %s", x.RunID)
	}
	p.line("  signature  %s", x.Signature)
	if x.Route != "" {
		p.line("  route      %s", x.Route)
	}
	if x.Mapping != nil {
		p.line("  mapping    entry %d", *x.Mapping)
	}
	for _, s := range x.Steps {
		s.text(p)
	}
	if x.Request != nil {
		x.Request.text(p)
	}
	if x.Report != nil {
		p.line("  Port is told")
		p.value("    ", *x.Report)
	}
	return p.err
}

// Text writes the step alone.
func (s Step) Text(w io.Writer) error {
	p := &printer{w: w}
	s.text(p)
	return p.err
}

// text writes a step and what it changed.
func (s Step) text(p *printer) {
	p.line("  step %s: %s", s.Name, s.Outcome)
	if s.Error != "" {
		p.line("    error    %s", s.Error)
	}
	for _, warning := range s.Warnings {
		p.line("    warning  %s", warning)
	}
	for _, c := range s.Changes {
		switch {
		case c.Op == "remove":
			p.line("    - %s", c.Path)
		case c.Was != nil:
			p.line("    ~ %s  %s, was %s", c.Path, compact(c.Value), compact(c.Was))
		default:
			p.line("    + %s  %s", c.Path, compact(c.Value))
		}
	}
}

// text writes a request much as it goes over the wire.
func (r Request) text(p *printer) {
	p.line("  would be sent")
	p.line("    %s %s", r.Method, r.URL)
	for _, name := range slices.Sorted(maps.Keys(r.Headers)) {
		p.line("    %s: %s", name, r.Headers[name])
	}
	if r.Body != nil {
		p.line("")
		p.value("    ", r.Body)
	}
}

// printer keeps the first error of a series of writes.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintln(p.w, Visible(strings.TrimRight(fmt.Sprintf(format, args...), " ")))
	}
}

// Visible escapes what a terminal would obey instead of show: a module's reason or
// an event's text may hold it.
func Visible(text string) string {
	show := func(r rune) bool { return unicode.IsPrint(r) || r == '\n' || r == '\t' }
	if strings.IndexFunc(text, func(r rune) bool { return !show(r) }) < 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if show(r) {
			b.WriteRune(r)
		} else {
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		}
	}
	return b.String()
}

func (p *printer) value(indent string, v any) {
	text, err := marshal(v, indent)
	if err != nil {
		text = err.Error()
	}
	p.line("%s%s", indent, text)
}

func compact(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// marshal gives indented JSON without HTML escapes, which nobody here reads as HTML.
func marshal(v any, indent string) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent(indent, "  ")
	err := enc.Encode(v)
	return strings.TrimSuffix(b.String(), "\n"), err
}
