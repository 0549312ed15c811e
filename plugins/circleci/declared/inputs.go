package declared

import (
	"github.com/drayhq/dray/plugins/circleci/typed"
)

// FromInputs gives what the schema of a Port action's inputs says of the event's
// inputs, .payload.action.userInputs.properties. Few events have one; none declares
// all that a pipeline takes. A type that is a program tells nothing.
func FromInputs(event any) typed.Set {
	properties := event
	for _, name := range []string{"payload", "action", "userInputs", "properties"} {
		object, _ := properties.(map[string]any)
		properties = object[name]
	}
	inputs, _ := properties.(map[string]any)
	set := make(typed.Set, len(inputs))
	for name, input := range inputs {
		schema, _ := input.(map[string]any)
		kind, _ := schema["type"].(string)
		switch kind {
		case "boolean":
			set[name] = typed.Parameter{Kind: typed.Boolean}
		case "integer":
			set[name] = typed.Parameter{Kind: typed.Integer}
		case "number":
			set[name] = typed.Parameter{Kind: typed.Number}
		case "string":
			set[name] = typed.Parameter{Kind: typed.String, Enum: texts(schema["enum"])}
		case "array", "object":
			set[name] = typed.Parameter{Kind: typed.JSON}
		}
	}
	return set
}

// texts gives the members of a list of scalars, nil for anything else.
func texts(value any) []string {
	list, _ := value.([]any)
	var out []string
	for _, item := range list {
		text, scalar := typed.Text(item)
		if !scalar {
			return nil
		}
		out = append(out, text)
	}
	return out
}
