package observe

import (
	"fmt"
	"log/slog"
	"strings"
)

// shown replaces what a terminal would obey instead of show, which tint passes on
// for the sake of colours: a module's line or an event's text may hold it.
func shown(_ []string, attr slog.Attr) slog.Attr {
	attr.Key = harmless(attr.Key)
	switch attr.Value.Kind() {
	case slog.KindString:
		attr.Value = slog.StringValue(harmless(attr.Value.String()))
	case slog.KindAny:
		text := fmt.Sprintf("%+v", attr.Value.Any())
		if safe := harmless(text); safe != text {
			attr.Value = slog.StringValue(safe)
		}
	default: // numbers and times; the members of a group come one by one
	}
	return attr
}

// harmless puts a sign in the place of each control character, but for white space.
func harmless(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return r // tint quotes them
		case r < ' ':
			return '␀' + r
		case r == 0x7f:
			return '␡'
		case r >= 0x80 && r < 0xa0:
			return '\ufffd'
		}
		return r
	}, text)
}
