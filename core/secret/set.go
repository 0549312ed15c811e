package secret

import (
	"slices"
	"strings"
)

// Mask stands where a secret was.
const Mask = "***"

// Shortest is the length in characters from which a value is masked wherever it
// occurs. A shorter one would tear up harmless text, and is masked only where
// it is the whole text.
const Shortest = 6

// Set masks a fixed list of values. A nil Set masks nothing. It is safe for
// concurrent use.
type Set struct {
	base *Set // masks too; its own base is nil
	own  layer
}

// New makes a set of values. Blank ones are left out.
func New(values ...string) *Set {
	return (*Set)(nil).With(values...)
}

// With gives a set that masks also values. It is cheap on a large set: the
// receiver is kept as it is, not built anew.
func (s *Set) With(values ...string) *Set {
	values = slices.DeleteFunc(slices.Clone(values), func(v string) bool { return strings.TrimSpace(v) == "" })
	switch {
	case len(values) == 0:
		return s
	case s == nil:
		return &Set{own: newLayer(values)}
	case s.base == nil:
		return &Set{base: s, own: newLayer(values)}
	default:
		return &Set{base: s.base, own: newLayer(append(slices.Clone(s.own.values), values...))}
	}
}

// Mask gives text with every value replaced by [Mask]: a value of at least
// [Shortest] characters wherever it occurs, as it is or in an escaped form (URL,
// JSON, base64), a shorter one where it is the whole text. Text in which
// nothing is masked comes back as it is, without allocation.
func (s *Set) Mask(text string) string {
	if s == nil || text == "" {
		return text
	}
	if s.whole(text) {
		return Mask
	}
	// Masking can join what stood to the left and right of a value into another
	// one. Each round shortens the text, so this ends.
	for {
		spans := s.spans(text)
		if len(spans) == 0 {
			return text
		}
		text = cut(text, spans)
	}
}

func (s *Set) whole(text string) bool {
	return s.own.whole(text) || s.base != nil && s.base.own.whole(text)
}

func (s *Set) spans(text string) []span {
	found := s.own.find(text, nil)
	if s.base != nil {
		found = s.base.own.find(text, found)
	}
	return found
}

// span is a part of a text, from its first byte to before its last.
type span struct{ from, to int }

// cut replaces spans, joining those that overlap, so that no end of a value is
// left standing beside the mask of another.
func cut(text string, spans []span) string {
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	var out strings.Builder
	at := 0
	for i := 0; i < len(spans); {
		from, to := spans[i].from, spans[i].to
		for i++; i < len(spans) && spans[i].from < to; i++ {
			to = max(to, spans[i].to)
		}
		out.WriteString(text[at:from])
		out.WriteString(Mask)
		at = to
	}
	out.WriteString(text[at:])
	return out.String()
}
