package sdk

import (
	"encoding/json"
	"strings"
)

// JSON is a request's body that nobody has looked into yet: one JSON value as the text
// that is sent, in UTF-8, no name twice in an object. White space, the order of members
// and the spelling of numbers and strings are those of who wrote it.
type JSON string

// MarshalJSON gives the text.
func (j JSON) MarshalJSON() ([]byte, error) { return []byte(j), nil }

// Decoded gives body as Run.Event is made: what it holds where it is [JSON], else body
// itself. Text that is no JSON stays a string.
func Decoded(body any) any {
	text, ok := body.(JSON)
	if !ok {
		return body
	}
	var value any
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		return string(text)
	}
	return value
}
