package native

import (
	"fmt"

	"github.com/itchyny/gojq"
)

// raised is an error made by the program itself; catch gets the value.
type raised struct{ value any }

func (e *raised) Value() any { return e.value }

func (e *raised) Error() string {
	if text, ok := e.value.(string); ok {
		return text
	}
	return dump(nil, e.value)
}

func raise(_ any, args []any) any { return &raised{args[0]} }

// typeError says, in jq 1.5's words, what cannot be done with a value.
func typeError(v any, problem string) error {
	return fmt.Errorf("%s (%s) %s", gojq.TypeOf(v), preview(v), problem)
}

func typeError2(a, b any, problem string) error {
	return fmt.Errorf("%s (%s) and %s (%s) %s", gojq.TypeOf(a), preview(a), gojq.TypeOf(b), preview(b), problem)
}

// preview gives the value's JSON, at most 14 bytes of it.
func preview(v any) string {
	const room = 14
	text := dump(nil, v)
	if len(text) <= room {
		return text
	}
	return text[:room-3] + "..."
}
