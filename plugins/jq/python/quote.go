package python

import (
	"fmt"
	"iter"
	"strings"
	"unicode"
)

// quote is Python's repr of a string: in single quotes, unless it holds one and
// no double quote.
func quote(s string) string {
	mark := '\''
	if strings.ContainsRune(s, '\'') && !strings.ContainsRune(s, '"') {
		mark = '"'
	}
	var b strings.Builder
	b.WriteRune(mark)
	for _, r := range s {
		b.WriteString(escape(r, mark))
	}
	b.WriteRune(mark)
	return b.String()
}

func escape(r, mark rune) string {
	switch {
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case r == '\\' || r == mark:
		return `\` + string(r)
	case unicode.IsPrint(r):
		return string(r)
	case r < 0x100:
		return fmt.Sprintf(`\x%02x`, r)
	case r < 0x10000:
		return fmt.Sprintf(`\u%04x`, r)
	}
	return fmt.Sprintf(`\U%08x`, r)
}

func join[T any](items iter.Seq[T], text func(T) string) string {
	var texts []string
	for item := range items {
		texts = append(texts, text(item))
	}
	return strings.Join(texts, ", ")
}
