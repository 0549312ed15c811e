package suite

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/dustin/go-humanize/english"

	"github.com/drayhq/dray/core/explain"
)

// Style is how a person wants to read outcomes.
type Style struct {
	Color   bool
	Verbose bool // what passed, too
}

// What a terminal takes for colours.
const red, green, plain = "\x1b[31m", "\x1b[32m", "\x1b[0m"

// wide is how long JSON may be, in bytes, to stand on one line.
const wide = 80

// Text writes the outcome for a person.
func (o Outcome) Text(w io.Writer, s Style) error {
	var b strings.Builder
	for _, r := range o.Results {
		switch {
		case !r.Pass:
			s.failed(&b, r)
		case s.Verbose:
			s.say(&b, green, "--- PASS:", " %s (%s)", r.Case, r.Line)
		}
	}
	cases := english.Plural(len(o.Results), "case", "")
	if failed := o.Failed(); failed > 0 {
		s.say(&b, red, "FAIL", "  %s  %d of %s failed  %d ms", o.File, failed, cases, o.Took.Milliseconds())
	} else {
		s.say(&b, green, "ok", "  %s  %s  %d ms", o.File, cases, o.Took.Milliseconds())
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (s Style) failed(b *strings.Builder, r Result) {
	s.say(b, red, "--- FAIL:", " %s (%s)", r.Case, r.Line)
	reasoned := false
	for _, f := range r.Failures {
		reasoned = reasoned || f.At == "/reason"
		want, got := value(f.Want), value(f.Got)
		if f.Part {
			want += " in it"
		}
		if f.Null {
			got = "null"
		}
		s.say(b, "", "    ", "%s", f.At)
		s.say(b, green, "      want", "  %s", want)
		s.say(b, red, "      got ", "  %s", got)
		if f.Hidden {
			s.say(b, "", "      ", "the difference is in what is masked: --show-secrets shows it")
		}
	}
	if r.Why != "" && !reasoned {
		s.say(b, "", "    reason", "  %s", r.Why)
	}
	for _, warning := range r.Warnings {
		s.say(b, "", "    warning", "  %s", warning)
	}
}

// say writes a line whose first word has a colour. The rest is shown, and not obeyed.
func (s Style) say(b *strings.Builder, color, word, format string, args ...any) {
	if s.Color && color != "" {
		word = color + word + plain
	}
	b.WriteString(word + explain.Visible(fmt.Sprintf(format, args...)) + "\n")
}

// value gives JSON as a person reads it.
func value(v any) string {
	if v == nil {
		return "nothing"
	}
	text := encoded(v, "", "")
	if _, word := v.(string); !word && len(text) > wide {
		text = encoded(v, "            ", "  ")
	}
	return text
}

func encoded(v any, prefix, indent string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent(prefix, indent)
	if err := enc.Encode(v); err != nil {
		return err.Error() // cannot be: it has been decoded
	}
	return strings.TrimSuffix(b.String(), "\n")
}
