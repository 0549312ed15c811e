package eval

import "strings"

// cause gives a jq error for a message. jq shows the beginning of long values, and
// the beginning of a secret would not be known for one when messages are masked:
// so what may have been cut short is left out. What is shown whole can be masked.
func cause(err error) string {
	text := err.Error()
	if quote := strings.IndexByte(text, '"'); quote >= 0 && strings.Contains(text[quote:], "...") {
		return text[:quote] + "…"
	}
	return text
}
