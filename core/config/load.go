package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/knadh/koanf/providers/confmap"
	"github.com/knadh/koanf/v2"

	"github.com/drayhq/dray/core/config/layer"
	"github.com/drayhq/dray/core/config/portagent"
	"github.com/drayhq/dray/core/config/tree"
	"github.com/drayhq/dray/core/secret"
)

// System is the config file that is read where there is no other.
const System = "/etc/dray/dray.yaml"

// Options say where a config comes from.
type Options struct {
	File     string                            // from --config; "": dray.yaml in Dir, else System, else none
	Environ  []string                          // as os.Environ gives it
	Flags    map[string]any                    // by the keys' paths: "limits.drain"; highest
	Dir      string                            // the working directory; "": that of the process
	ReadFile func(path string) ([]byte, error) // nil: os.ReadFile
}

// Load reads, layers and checks a config. The error has a line for each thing
// that is wrong, with file, line and column or the variable's name, and shows
// no secret.
func Load(options Options) (*Config, error) {
	if options.ReadFile == nil {
		options.ReadFile = os.ReadFile
	}
	l := loader{
		options: options,
		environ: environ(options.Environ),
		schema:  layer.NewSchema(reflect.TypeFor[Config](), future()...),
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
	l.config.Warnings, l.config.streamer = agent.Warnings, agent.Streamer
	l.config.origins = l.layers.Origins
	l.kafka()
	l.keepExpanded(root)
	l.routes(root)
	l.check()
}

// put lays a layer on top of those before.
func (l *loader) put(top layer.Layer, err error) {
	l.errs.Add(err)
	l.errs.Add(l.merged.Load(confmap.Provider(top.Values, "."), nil))
	l.layers.Add(top)
	l.keep(top)
}

// file reads the config file, and gives the folder that its paths start from.
func (l *loader) file() (root *tree.Node, dir string) {
	shown, path := l.options.File, l.options.File
	data, err := []byte(nil), error(nil)
	if path != "" {
		if !filepath.IsAbs(path) {
			path = filepath.Join(l.options.Dir, path)
		}
		data, err = l.options.ReadFile(path)
	} else {
		shown, path = "dray.yaml", filepath.Join(l.options.Dir, "dray.yaml")
		if data, err = l.options.ReadFile(path); errors.Is(err, fs.ErrNotExist) {
			shown, path = System, System
			data, err = l.options.ReadFile(path)
		}
		if errors.Is(err, fs.ErrNotExist) {
			return &tree.Node{}, l.options.Dir
		}
	}
	if err != nil {
		l.errs.Addf(shown, "", "reading the config: %v", cause(err))
		return &tree.Node{}, l.options.Dir
	}
	l.config.Path, dir = path, filepath.Dir(path)
	root, err = tree.Parse(shown, data)
	l.errs.Add(err)
	if root == nil {
		return &tree.Node{}, dir
	}
	l.errs.Add(root.Expand(l.source(dir)))
	return root, dir
}

func environ(entries []string) map[string]string {
	out := make(map[string]string, len(entries))
	for _, entry := range entries {
		name, value, _ := strings.Cut(entry, "=")
		out[name] = value
	}
	return out
}

// cause leaves out the path of a file error, which the place says already.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
