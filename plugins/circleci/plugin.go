package circleci

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"

	"github.com/drayhq/dray/plugins/circleci/declared"
	"github.com/drayhq/dray/plugins/circleci/trigger"
	"github.com/drayhq/dray/plugins/circleci/typed"
	"github.com/drayhq/dray/sdk"
)

// Plugin gives the circleci plugin: a step before the one that sends.
func Plugin() sdk.Plugin {
	return sdk.Plugin{
		Name:     "circleci",
		Summary:  "gives pipeline parameters their types, finds the endpoint, and reads CircleCI's answer",
		Defaults: defaults(),
		Open:     open,
	}
}

func open(_ context.Context, decode func(any) error, env sdk.Env) (sdk.Step, error) {
	settings := defaults()
	if err := decode(&settings); err != nil {
		return nil, err
	}
	known, err := settings.declared(env)
	if err == nil {
		err = settings.validate(known)
	}
	if err != nil {
		return nil, fmt.Errorf("the settings of the circleci step: %w", err)
	}
	return &step{
		known:      known,
		fromInputs: settings.FromInputs,
		policy:     settings.policy(),
		defaults:   settings.SendDefaults,
		endpoint:   trigger.Endpoint(settings.Endpoint),
		definition: settings.DefinitionID,
		runID:      settings.RunIDParameter,
		trace:      settings.Traceparent,
		mask:       env.Mask,
		settings:   settings,
	}, nil
}

// declared gives what the settings and the project's config declare; the settings
// go before. A path is relative to env's folder.
func (s Settings) declared(env sdk.Env) (typed.Set, error) {
	set := typed.Set{}
	var errs []error
	if s.Config != "" {
		path := s.Config
		if !filepath.IsAbs(path) {
			path = filepath.Join(env.Dir, path)
		}
		env.Note(path)
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("reading the project's config: %w: set config to where a copy of its .circleci/config.yml lies", err)
		}
		set, err = declared.FromFile(s.Config, data)
		errs = append(errs, err)
	}
	own, err := declared.FromSettings(s.Parameters)
	errs = append(errs, err)
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	maps.Copy(set, own)
	return set, nil
}
