package declared

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/drayhq/dray/plugins/circleci/typed"
)

// Parameter is one declaration, with the members that it has in a project's config:
// https://circleci.com/docs/reference/configuration-reference/#parameters
type Parameter struct {
	Type        string   `yaml:"type" oneof:"boolean,integer,string,enum"` // of its values
	Enum        []string `yaml:"enum"`                                     // the members of type enum
	Default     any      `yaml:"default"`                                  // its value if none is sent
	Description string   `yaml:"description"`                              // for people
}

// typed checks a declaration and gives it in the form that typing needs.
func (p Parameter) typed() (typed.Parameter, error) {
	out := typed.Parameter{Kind: typed.Kind(p.Type)}
	switch out.Kind {
	case typed.Boolean, typed.Integer, typed.String:
		if p.Enum != nil {
			return out, fmt.Errorf("it lists an enum and its type is %s: set type: enum", p.Type)
		}
	case typed.Enum:
		if len(p.Enum) == 0 {
			return out, errors.New("its type is enum and it lists none: add enum: [one, another]")
		}
		out.Enum = p.Enum
	case "":
		return out, errors.New("it has no type: give it boolean, integer, string or enum")
	default:
		return out, fmt.Errorf("its type is %q: pipeline parameters are boolean, integer, string or enum", p.Type)
	}
	if out.Kind == typed.Boolean {
		p.Default = oldBoolean(p.Default)
	}
	value, ok := out.Of(p.Default)
	if !ok {
		return out, fmt.Errorf("its default has to be %s, and is %s", out.Wants(), typed.Show(p.Default))
	}
	out.Default = value
	return out, nil
}

// oldBoolean gives what YAML 1.1 takes for a boolean as one, and all else as it is:
// CircleCI reads the boolean parameters of a config so.
// https://circleci.com/docs/reference/reusing-config/#boolean
func oldBoolean(value any) any {
	text, _ := value.(string)
	switch {
	case text != strings.ToLower(text) && text != strings.ToUpper(text) && text != strings.ToUpper(text[:1])+strings.ToLower(text[1:]):
		return value
	case slices.Contains([]string{"y", "yes", "true", "on"}, strings.ToLower(text)):
		return true
	case slices.Contains([]string{"n", "no", "false", "off"}, strings.ToLower(text)):
		return false
	}
	return value
}

// FromSettings gives what a map in the settings declares.
func FromSettings(parameters map[string]Parameter) (typed.Set, error) {
	set := make(typed.Set, len(parameters))
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(parameters)) {
		parameter, err := parameters[name].typed()
		if err != nil {
			errs = append(errs, fmt.Errorf("the parameter %s: %w", name, err))
		}
		set[name] = parameter
	}
	return set, errors.Join(errs...)
}
