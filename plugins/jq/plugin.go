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
	// Read gives the mapping's text instead of a file, and Mapping is but its name then;
	// nil, as in every config: the file is read. Nobody can tell that two give the same.
	Read func() []byte `yaml:"-"`
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
			m, err := read(settings, env)
			if err != nil {
				return nil, err
			}
			return newStep(m, settings.Timeout, env)
		},
	}
}

// read gives the mapping that settings name.
func read(settings Settings, env sdk.Env) (*mapping.Mapping, error) {
	name := settings.Mapping
	switch {
	case settings.Read != nil:
		return mapping.Parse(name, settings.Read())
	case name == "":
		name = "built-in mapping"
	default:
		env.Note(absolute(env.Dir, name))
	}
	data, err := Text(env.Dir, settings.Mapping)
	if err != nil {
		return nil, err
	}
	return mapping.Parse(name, data)
}

// Text gives the text of the mapping at path, relative to dir; "" is the built-in one.
func Text(dir, path string) ([]byte, error) {
	if path == "" {
		return defaultMapping, nil
	}
	data, err := os.ReadFile(absolute(dir, path))
	if err != nil {
		return nil, fmt.Errorf("reading the mapping file: %w: set mapping (or CONTROL_THE_PAYLOAD_CONFIG_PATH) to where it lies", err)
	}
	return data, nil
}

func absolute(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}
