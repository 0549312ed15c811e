package schema

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/drayhq/dray/core/app/table"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/config/layer"
	"github.com/drayhq/dray/core/config/routes"
	"github.com/drayhq/dray/core/config/tree"
	"github.com/drayhq/dray/plugins"
	"github.com/drayhq/dray/sdk"
)

// oracle asks the schema and dray about the same documents.
type oracle struct {
	schema *jsonschema.Schema
	dir    string // is empty
}

func newOracle(t *testing.T) oracle {
	t.Helper()
	compiled, err := jsonschema.NewCompiler().Compile(committed)
	if err != nil {
		t.Fatal(err)
	}
	return oracle{compiled, t.TempDir()}
}

// valid says what the schema has against a document.
func (o oracle) valid(document string) error {
	json, err := yaml.YAMLToJSON([]byte(document))
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(string(json)))
	if err != nil {
		return err
	}
	return o.schema.Validate(value)
}

// reads says what dray has against how a document is written, each ${…} in it being
// filled with filler.
func (oracle) reads(document, filler string) error {
	root, err := tree.Parse("dray.yaml", []byte(document))
	if err != nil {
		return err
	}
	fill := func(name string) (string, error) {
		if name == "" {
			return "", errors.New("nothing has no name")
		}
		return filler, nil
	}
	err = root.Expand(tree.Source{Env: fill, File: fill})
	_, fileErr := layer.NewSchema(reflect.TypeFor[config.Config]()).File(root, "", "routes")
	read, routesErr := routes.Read(root, nil)
	err = errors.Join(err, fileErr, routesErr)
	for _, route := range read {
		for _, stage := range route.Chain {
			err = errors.Join(err, settings(stage))
		}
	}
	return err
}

func settings(stage routes.Stage) error {
	i := slices.IndexFunc(plugins.All(), func(p sdk.Plugin) bool { return p.Name == stage.Plugin })
	if i < 0 {
		return fmt.Errorf("there is no plugin %s", stage.Plugin)
	}
	return stage.Decode(reflect.New(reflect.TypeOf(plugins.All()[i].Defaults)).Interface())
}

// takes says what dray has against starting with a document.
func (o oracle) takes(t *testing.T, document string) error {
	t.Helper()
	cfg, err := config.Load(config.Options{Dir: o.dir, Environ: []string{"DRAY_STORE_PATH=" + o.dir}, ReadFile: func(path string) ([]byte, error) {
		if strings.HasSuffix(path, "dray.yaml") {
			return []byte(document), nil
		}
		return nil, os.ErrNotExist
	}})
	if err != nil {
		return err
	}
	env := sdk.Env{Log: slog.New(slog.DiscardHandler), Now: time.Now, Dir: cfg.Dir, Hosts: cfg.HTTP.Hosts, Parks: true}
	opened, err := table.Open(t.Context(), cfg, env, false)
	if err != nil {
		return err
	}
	return opened.Close()
}

// agree has the schema refuse what dray can't read, and dray what the schema refuses.
func (o oracle) agree(t *testing.T, document, filler string) {
	t.Helper()
	valid, reads := o.valid(document), o.reads(document, filler)
	if reads != nil && valid == nil {
		t.Errorf("the schema takes what dray can't read:\n%s\n%v", document, reads)
	}
	if valid != nil && reads == nil && o.takes(t, document) == nil {
		t.Errorf("dray takes what the schema refuses:\n%s\n%v", document, valid)
	}
}
