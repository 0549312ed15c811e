package sdk

import (
	"encoding/json"
	"strings"
)

// JSON is a request's body that nobody has looked into yet: one JSON value as the text
// that is sent, compact, in UTF-8, members sorted by name and none twice, numbers as
// they were written. To decode and encode it again would give the same text, which is
// why a step that has text need not.
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
