package judge

import (
	"strings"
	"unicode/utf8"
)

// errored is the end of a pipeline that CircleCI could not begin, in its own words.
func (s Seen) errored() Verdict {
	label, said := "Errored", []string{}
	for i, e := range s.Pipeline.Errors {
		if i == 0 {
			label = labelOf(e.Type)
		}
		if i == most {
			said = append(said, "and others")
			break
		}
		said = append(said, short(e.Type)+": "+short(e.Message))
	}
	text := s.name() + " could not begin"
	if len(said) > 0 {
		text += ". CircleCI says: " + strings.Join(said, "; ")
	}
	return ended(failure, label, strings.TrimRight(text, ". ")+".")
}

func labelOf(kind string) string {
	label := map[string]string{
		"config": "Config error", "config-fetch": "Config not found", "timeout": "Config timed out",
		"permission": "Not permitted", "plan": "Plan",
	}[kind]
	if label == "" {
		return "Errored"
	}
	return label
}

// short bounds a text of CircleCI's, in bytes.
func short(text string) string {
	const limit = 1000
	text = strings.ToValidUTF8(strings.TrimSpace(text), "\uFFFD")
	if len(text) <= limit {
		return text
	}
	end := limit
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}
