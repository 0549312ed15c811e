package project

import (
	"encoding/json"
	"errors"
	"fmt"
)

// Trigger is what a request asked for. On the newer endpoint branch and tag are
// those of the config.
type Trigger struct {
	Branch, Tag string
	Definition  string         // of pipeline/run
	Parameters  map[string]any // string, bool or float64
}

// CircleCI's bounds on pipeline parameters; lengths in characters.
const (
	maxParameters = 100
	maxKey        = 128
	maxValue      = 512
)

type ref struct {
	Branch string `json:"branch"`
	Tag    string `json:"tag"`
}

// Parse reads the body of a trigger; run says it came to pipeline/run.
func Parse(body []byte, run bool) (Trigger, error) {
	var in struct {
		ref
		Definition string         `json:"definition_id"`
		Config     *ref           `json:"config"`
		Checkout   *ref           `json:"checkout"`
		Parameters map[string]any `json:"parameters"`
	}
	if len(body) > 0 {
		if err := json.Unmarshal(body, &in); err != nil {
			return Trigger{}, fmt.Errorf("malformed request: %w", err)
		}
	}
	if run {
		if in.Definition == "" || in.Config == nil || in.Checkout == nil {
			return Trigger{}, errors.New("definition_id, config and checkout are required")
		}
		if err := in.Checkout.check(true); err != nil {
			return Trigger{}, err
		}
		in.ref = *in.Config
	}
	if err := in.check(run); err != nil {
		return Trigger{}, err
	}
	return Trigger{in.Branch, in.Tag, in.Definition, in.Parameters}, checkParameters(in.Parameters)
}

func (r ref) check(required bool) error {
	if r.Branch != "" && r.Tag != "" {
		return errors.New("branch and tag are mutually exclusive")
	}
	if required && r.Branch == "" && r.Tag == "" {
		return errors.New("branch or tag is required")
	}
	return nil
}

func checkParameters(parameters map[string]any) error {
	if len(parameters) > maxParameters {
		return fmt.Errorf("more than %d parameters", maxParameters)
	}
	for key, value := range parameters {
		if len([]rune(key)) > maxKey {
			return fmt.Errorf("the name of a parameter is longer than %d characters", maxKey)
		}
		switch v := value.(type) {
		case string:
			if len([]rune(v)) > maxValue {
				return fmt.Errorf("the value of %s is longer than %d characters", key, maxValue)
			}
		case bool:
		case float64:
			if v != float64(int64(v)) {
				return fmt.Errorf("the value of %s is not an integer", key)
			}
		default:
			return fmt.Errorf("the value of %s is not a string, boolean or integer", key)
		}
	}
	return nil
}
