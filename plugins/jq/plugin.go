package jq

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/drayhq/dray/plugins/jq/mapping"
	"github.com/drayhq/dray/sdk"
)

// Settings is what a chain's jq step can be told.
type Settings struct {
	// Mapping is the path of the mapping file; "" stands for the one built in,
	// which triggers GitLab pipelines and forwards all else as it is.
	Mapping string `yaml:"mapping"`
	// Timeout bounds each program of the mapping.
	Timeout time.Duration `yaml:"timeout"`
}

//go:embed default.json
var defaultMapping []byte

// Plugin gives the jq plugin.
func Plugin() sdk.Plugin {
	defaults := Settings{Timeout: time.Second}
	return sdk.Plugin{
		Name:     "jq",
		Summary:  "makes the request with the jq programs of a mapping file, as Port's agent does",
		Defaults: defaults,
		Open: func(_ context.Context, decode func(any) error, env sdk.Env) (sdk.Step, error) {
			settings := defaults
			if err := decode(&settings); err != nil {
				return nil, err
			}
			if settings.Timeout <= 0 {
				return nil, fmt.Errorf("the jq step's timeout is %v: give it a duration above zero, such as 1s", settings.Timeout)
			}
			m, err := read(settings.Mapping, env)
			if err != nil {
				return nil, err
			}
			return newStep(m, settings.Timeout, env)
		},
	}
}

// read gives the mapping at path, relative to env's folder.
func read(path string, env sdk.Env) (*mapping.Mapping, error) {
	if path == "" {
		return mapping.Parse("built-in mapping", defaultMapping)
	}
	full := path
	if !filepath.IsAbs(path) {
		full = filepath.Join(env.Dir, path)
	}
	env.Note(full)
	data, err := os.ReadFile(full)
	if err != nil {
		return nil, fmt.Errorf("reading the mapping file: %w: set mapping (or CONTROL_THE_PAYLOAD_CONFIG_PATH) to where it lies", err)
	}
	return mapping.Parse(path, data)
}
