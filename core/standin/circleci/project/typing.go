package project

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// Undeclared gives CircleCI's words for parameters that the project doesn't
// declare, "" if there are none: they are refused at once.
func (p Project) Undeclared(given map[string]any) string {
	if p.Parameters == nil {
		return ""
	}
	var names []string
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if _, declared := p.Parameters[name]; !declared {
			names = append(names, name)
		}
	}
	if names == nil {
		return ""
	}
	return "Unexpected argument(s): " + strings.Join(names, ", ")
}

// Mistyped gives CircleCI's words for parameters of another type than is declared.
// The trigger is answered 201 all the same, and the pipeline is errored.
func (p Project) Mistyped(given map[string]any) []string {
	var texts, missing []string
	for _, name := range slices.Sorted(maps.Keys(p.Parameters)) {
		parameter := p.Parameters[name]
		value, ok := given[name]
		switch {
		case !ok && parameter.Required:
			missing = append(missing, name)
		case ok && !parameter.takes(value):
			texts = append(texts, fmt.Sprintf("Type error for argument %s: expected type: %s, actual value: %s (type %s)",
				name, parameter.Type, shown(value), typeOf(value)))
		}
	}
	if missing != nil {
		texts = append(texts, "Missing required argument(s): "+strings.Join(missing, ", "))
	}
	return texts
}

func (p Parameter) takes(value any) bool {
	if p.Type == "enum" {
		text, ok := value.(string)
		return ok && slices.Contains(p.Enum, text)
	}
	return typeOf(value) == p.Type
}

// typeOf names a JSON value's type as CircleCI does.
func typeOf(value any) string {
	switch v := value.(type) {
	case string:
		return "string"
	case bool:
		return "boolean"
	case float64:
		if v == math.Trunc(v) {
			return "integer"
		}
	}
	return "unknown"
}

func shown(value any) string {
	text, _ := json.Marshal(value) // it came from JSON
	return string(text)
}
