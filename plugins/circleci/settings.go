package circleci

import (
	"errors"
	"fmt"
	"slices"

	"github.com/drayhq/dray/plugins/circleci/declared"
	"github.com/drayhq/dray/plugins/circleci/trigger"
	"github.com/drayhq/dray/plugins/circleci/typed"
)

// auto leaves a choice to the step.
const auto = "auto"

// Settings is what a chain's circleci step can be told. README.md explains each.
type Settings struct {
	Parameters     map[string]declared.Parameter `yaml:"parameters"`
	Config         string                        `yaml:"config"` // path of the project's .circleci/config.yml
	FromInputs     bool                          `yaml:"from_inputs"`
	Unknown        string                        `yaml:"unknown"`
	SendDefaults   bool                          `yaml:"send_defaults"`
	Endpoint       string                        `yaml:"endpoint"`
	DefinitionID   string                        `yaml:"definition_id"`
	RunIDParameter string                        `yaml:"run_id_parameter"`
	Traceparent    bool                          `yaml:"traceparent"`
}

func defaults() Settings {
	return Settings{Parameters: map[string]declared.Parameter{}, Unknown: auto, Endpoint: string(trigger.Auto)}
}

// complete says that all parameters of the project are declared.
func (s Settings) complete() bool { return len(s.Parameters) > 0 || s.Config != "" }

// policy says what becomes of what isn't declared.
func (s Settings) policy() typed.Policy {
	switch {
	case s.Unknown != auto:
		return typed.Policy(s.Unknown)
	case s.complete():
		return typed.Fail
	default:
		return typed.Pass
	}
}

// validate checks the settings against what is declared.
func (s Settings) validate(known typed.Set) error {
	var errs []error
	if policies := []string{auto, string(typed.Fail), string(typed.Drop), string(typed.Pass)}; !slices.Contains(policies, s.Unknown) {
		errs = append(errs, fmt.Errorf("unknown is %q: it takes auto, fail, drop_parameter or pass", s.Unknown))
	}
	if !slices.Contains([]trigger.Endpoint{trigger.Auto, trigger.Classic, trigger.Run}, trigger.Endpoint(s.Endpoint)) {
		errs = append(errs, fmt.Errorf("endpoint is %q: it takes auto, classic or run", s.Endpoint))
	}
	if s.complete() && s.RunIDParameter != "" {
		switch parameter, ok := known[s.RunIDParameter]; {
		case !ok:
			errs = append(errs, fmt.Errorf("run_id_parameter names %s, which is not declared (declared: %s): CircleCI refuses what a pipeline doesn't declare", s.RunIDParameter, known.Names()))
		case parameter.Kind != typed.String:
			errs = append(errs, fmt.Errorf("run_id_parameter names %s, which is declared as %s: a run id is a string", s.RunIDParameter, parameter.Kind))
		}
	}
	return errors.Join(errs...)
}
