package fault

import (
	"errors"
	"fmt"

	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/dump"
)

// TypeError says, in jq 1.5's words, what cannot be done with a value.
func TypeError(v any, problem string) error {
	return fmt.Errorf("%s (%s) %s", gojq.TypeOf(v), Preview(v), problem)
}

// TypeError2 says what cannot be done with two values.
func TypeError2(a, b any, problem string) error {
	return fmt.Errorf("%s (%s) and %s (%s) %s", gojq.TypeOf(a), Preview(a), gojq.TypeOf(b), Preview(b), problem)
}

// Preview gives the value's JSON, at most 14 bytes of it.
func Preview(v any) string {
	const room = 14
	text := dump.Head(v, room)
	if len(text) <= room {
		return text
	}
	return text[:room-3] + "..."
}

// CannotIndex says that v has nothing at a step of a path.
func CannotIndex(v, step any) error {
	if name, ok := step.(string); ok && len(name) < 30 {
		return fmt.Errorf("Cannot index %s with string %q", gojq.TypeOf(v), name) //nolint:staticcheck // jq's words
	}
	return fmt.Errorf("Cannot index %s with %s", gojq.TypeOf(v), gojq.TypeOf(step)) //nolint:staticcheck // jq's words
}

// ErrSplit is for split/1.
var ErrSplit = errors.New("split input and separator must be strings")
