package config

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/knadh/koanf/providers/confmap"
	"github.com/knadh/koanf/v2"

	"github.com/drayhq/dray/core/config/layer"
	"github.com/drayhq/dray/core/config/portagent"
	"github.com/drayhq/dray/core/config/routes"
	"github.com/drayhq/dray/core/config/tree"
	"github.com/drayhq/dray/core/secret"
)

// Options say where a config comes from.
type Options struct {
	File     string                            // from --config; "": dray.yaml in Dir, else System, else none
	Environ  []string                          // as os.Environ gives it
	Flags    map[string]any                    // by the keys' paths: "limits.drain"; highest
	Dir      string                            // the working directory; "": that of the process
	Alone    bool                              // System is not read
	ReadFile func(path string) ([]byte, error) // nil: that of the system
	Uses     func(path string)                 // told of a file before it is read; nil: nobody asks
}

// Load reads, layers and checks a config. The error has a line for each thing
// that is wrong, with file, line and column or the variable's name, and shows
// no secret.
func Load(options Options) (*Config, error) {
	if options.ReadFile == nil {
		options.ReadFile = readFile
	}
	if read, uses := options.ReadFile, options.Uses; uses != nil {
		options.ReadFile = func(path string) ([]byte, error) {
			uses(path)
			return read(path)
		}
	}
	// Steps take what is relative for a path from the config's folder.
	dir, err := filepath.Abs(options.Dir)
	if err != nil {
		return nil, fmt.Errorf("finding the working directory: %w", err)
	}
	options.Dir = dir
	l := loader{
		options: options,
		environ: environ(options.Environ),
		schema:  layer.NewSchema(reflect.TypeFor[Config]()),
		layers:  layer.New(),
		merged:  koanf.New("."),
	}
	config := Defaults()
	l.config = &config
	l.load()
	if err := l.errs.Err(); err != nil {
		set := secret.New(config.secrets...)
		return nil, errors.New(set.Mask(err.Error()))
	}
	return &config, nil
}

type loader struct {
	options Options
	environ map[string]string
	schema  layer.Schema
	layers  layer.Layer // for the origins
	merged  *koanf.Koanf
	agent   portagent.Settings
	config  *Config
	errs    tree.Errors
}

func (l *loader) load() {
	root, dir := l.file()
	l.config.Dir = dir
	l.config.Wasm.Dir = filepath.Join(l.options.Dir, l.config.Wasm.Dir)

	agent, err := portagent.Read(l.environ, l.schema)
	l.put(agent.Layer, err)
	l.agent = agent
	file, err := l.schema.File(root, dir, "routes")
	l.put(file, err)
	own, err := l.schema.Environ(l.environ, l.source(l.options.Dir), l.options.Dir)
	l.put(own, err)
	flags, err := l.schema.Flags(l.options.Flags, l.options.Dir)
	l.put(flags, err)

	l.errs.Add(l.merged.UnmarshalWithConf("", l.config, koanf.UnmarshalConf{Tag: "yaml"}))
	l.config.Warnings, l.config.streamer = slices.Concat(agent.Warnings, own.Warnings), agent.Streamer
	l.config.origins = l.layers.Origins
	l.kafka()
	l.claims()
	l.traces()
	l.config.secrets = append(l.config.secrets, routes.Filled(root)...)
	l.config.Routes, err = routes.Read(root, agent.Stages(l.options.Dir))
	l.errs.Add(err)
	if !l.unfilled() {
		l.check()
		l.errs.Add(routes.Check(l.config.Routes))
		l.store()
		l.follow()
	}
}

// unfilled says whether a ${…} has no value. What the config says is not known
// then, so that nothing can be said of how its values go together.
func (l *loader) unfilled() bool {
	_, found := errors.AsType[tree.UnfilledError](l.errs.Err())
	return found
}

// put lays a layer on top of those before.
func (l *loader) put(top layer.Layer, err error) {
	l.errs.Add(err)
	l.errs.Add(l.merged.Load(confmap.Provider(top.Values, "."), nil))
	l.layers.Add(top)
	l.keep(top)
}

// keep remembers the secret values of a layer, also those that a higher one
// overrides.
func (l *loader) keep(top layer.Layer) {
	for _, key := range l.schema.Keys() {
		if value, ok := top.Values[key.Path].(string); ok && key.Secret && value != "" {
			l.config.secrets = append(l.config.secrets, value)
		}
	}
}

func environ(entries []string) map[string]string {
	out := make(map[string]string, len(entries))
	for _, entry := range entries {
		name, value, _ := strings.Cut(entry, "=")
		out[name] = value
	}
	return out
}
