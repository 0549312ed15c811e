package main

import (
	"encoding/json"
	"strings"
)

// typed gives the JSON text of a value that an input of this kind sends to
// CircleCI, whose parameters are strings, booleans and numbers. ok is false if the
// value is of another kind. null, and what the schema doesn't tell, stay.
func typed(kind, value string) (text string, ok bool) {
	var words string // what value spells, if it is a string
	isString := json.Unmarshal([]byte(value), &words) == nil && value != "null"
	plain := value
	if isString {
		plain = words
	}
	switch {
	case value == "null":
		return value, true
	case kind == "number" || kind == "integer":
		return plain, isJSON(plain, "-0123456789")
	case kind == "boolean":
		return plain, plain == "true" || plain == "false"
	case kind == "string" && isString:
		return value, true
	case kind == "string":
		return quote(value), !isJSON(value, "[{")
	case kind == "array":
		return quote(plain), isJSON(plain, "[")
	case kind == "object":
		return quote(plain), isJSON(plain, "{")
	}
	return value, true
}

// isJSON says whether text is one JSON value that begins with one of these
// characters, with no space around it.
func isJSON(text, begins string) bool {
	return text != "" && strings.ContainsRune(begins, rune(text[0])) &&
		strings.TrimSpace(text) == text && json.Valid([]byte(text))
}

func quote(text string) string {
	var quoted strings.Builder
	enc := json.NewEncoder(&quoted)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(text); err != nil {
		return text // never: a string can be encoded
	}
	return strings.TrimSuffix(quoted.String(), "\n")
}
