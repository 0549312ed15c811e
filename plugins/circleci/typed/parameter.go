package typed

import (
	"slices"
	"strconv"
	"strings"
)

// Kind is what a parameter takes. The first four are CircleCI's types:
// https://circleci.com/docs/reference/reusing-config/#parameter-types
type Kind string

// The kinds. The last two are of Port's inputs, which CircleCI has no types for.
const (
	Boolean Kind = "boolean"
	Integer Kind = "integer"
	String  Kind = "string"
	Enum    Kind = "enum"
	Number  Kind = "number" // an integer if it is whole, else its text: only a string can take that
	JSON    Kind = "JSON"   // a list or an object: its JSON text
)

// Parameter is what is declared of a pipeline parameter.
type Parameter struct {
	Kind    Kind
	Enum    []string // what an enum takes; of a string: what Port offers, nil for anything
	Default any      // of its kind; nil: none is declared
}

// Wants says what the parameter takes, to follow "has to be".
func (p Parameter) Wants() string {
	switch {
	case p.Enum != nil:
		quoted := make([]string, len(p.Enum))
		for i, member := range p.Enum {
			quoted[i] = strconv.Quote(member)
		}
		return "one of " + strings.Join(quoted, ", ")
	case p.Kind == Integer:
		return "an integer"
	case p.Kind == Boolean:
		return "a boolean, true or false"
	case p.Kind == JSON:
		return "a list or an object"
	default:
		return "a " + string(p.Kind)
	}
}

// Of gives value as the parameter takes it: a bool, a json.Number or a string. It
// is nil where there is no value, so that CircleCI's default applies; ok is false
// if value is of another kind.
func (p Parameter) Of(value any) (out any, ok bool) {
	if value == nil {
		return nil, true
	}
	text, scalar := Text(value)
	if !scalar {
		return text, p.Kind == JSON
	}
	_, isString := value.(string)
	if isString && text == "null" && !p.takesNull() {
		return nil, true // jq's null | tostring: an input that was left empty
	}
	switch p.Kind {
	case Boolean:
		return text == "true", text == "true" || text == "false"
	case Integer:
		return asInteger(value, text)
	case Number:
		if whole, ok := asInteger(value, text); ok {
			return whole, true
		}
		return text, decimal.MatchString(text)
	case JSON:
		return text, isString && (strings.HasPrefix(text, "[") || strings.HasPrefix(text, "{"))
	default:
		return text, p.Enum == nil || slices.Contains(p.Enum, text)
	}
}

// takesNull says that the word null may be meant.
func (p Parameter) takesNull() bool {
	return p.Kind == String && p.Enum == nil || slices.Contains(p.Enum, "null")
}
