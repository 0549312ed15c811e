package verdict

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longest is how many bytes of foreign text an error holds.
const longest = 300

// Excerpt gives the beginning of a body, on one line and printable.
func Excerpt(body []byte) string {
	// Whitespace folds, so more is read than is shown.
	text := strings.ToValidUTF8(string(body[:min(len(body), 4*longest)]), "")
	text = strings.Join(strings.Fields(text), " ")
	return cut(strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, text))
}

func cut(text string) string {
	if len(text) <= longest {
		return text
	}
	end := longest
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}
