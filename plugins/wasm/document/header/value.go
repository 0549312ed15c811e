package header

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// sendable says whether the http plugin would send the values: none begins with
// white space or holds a control character other than a tab.
func sendable(values []string) bool { return !slices.ContainsFunc(values, bad) }

func bad(value string) bool {
	for i := range len(value) {
		if c := value[i]; c < ' ' && c != '\t' || c == 0x7f {
			return true
		}
	}
	first, _ := utf8.DecodeRuneInString(value)
	return value != "" && unicode.IsSpace(first)
}
