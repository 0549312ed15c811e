package circleci

import (
	"fmt"

	"github.com/drayhq/dray/plugins/circleci/declared"
	"github.com/drayhq/dray/plugins/circleci/trigger"
	"github.com/drayhq/dray/plugins/circleci/typed"
)

// auto leaves a choice to the step.
const auto = "auto"

// Settings is what a chain's circleci step can be told. README.md explains each.
type Settings struct {
	// Parameters is what the pipeline declares, such as {deploy: {type: boolean}}.
	Parameters map[string]declared.Parameter `yaml:"parameters"`
	// Config is the path of a copy of the project's .circleci/config.yml, which declares it.
	Config     string `yaml:"config"`
	FromInputs bool   `yaml:"from_inputs"` // type the rest by the schema of the action's inputs, where the event has one
	// Unknown is what becomes of what isn't declared; auto: fail with parameters or
	// config, else pass.
	Unknown      string `yaml:"unknown" oneof:"auto,fail,drop_parameter,pass"`
	SendDefaults bool   `yaml:"send_defaults"`                     // send declared defaults; CircleCI applies its own
	Endpoint     string `yaml:"endpoint" oneof:"auto,classic,run"` // auto goes by the project's slug
	// DefinitionID is the pipeline's for run, which projects of a GitHub App or GitLab need.
	DefinitionID   string `yaml:"definition_id"`
	RunIDParameter string `yaml:"run_id_parameter"` // a declared string that gets Port's run id
	Traceparent    bool   `yaml:"traceparent"`      // send a W3C trace context, derived from the run id
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
	if !s.complete() || s.RunIDParameter == "" {
		return nil
	}
	switch parameter, ok := known[s.RunIDParameter]; {
	case !ok:
		return fmt.Errorf("run_id_parameter names %s, which is not declared (declared: %s): CircleCI refuses what a pipeline doesn't declare", s.RunIDParameter, known.Names())
	case parameter.Kind != typed.String:
		return fmt.Errorf("run_id_parameter names %s, which is declared as %s: a run id is a string", s.RunIDParameter, parameter.Kind)
	}
	return nil
}
