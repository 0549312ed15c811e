package tests

import (
	"os"
	"reflect"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/config/routes"
)

// The example promises every key, so that it can be trusted as the reference.
func TestExampleConfigShowsEveryKey(t *testing.T) {
	text, err := os.ReadFile("../configs/dray.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var example map[string]any
	if err := yaml.Unmarshal(text, &example); err != nil {
		t.Fatal(err)
	}
	for _, key := range missing(reflect.TypeFor[config.Config](), example, "") {
		t.Errorf("configs/dray.yaml lacks %s", key)
	}
}

// It also promises that what it shows are the defaults, but for the route.
func TestExampleConfigShowsTheDefaults(t *testing.T) {
	environ := []string{"PORT_ORG_ID=org_harbour", "PORT_CLIENT_ID=id", "PORT_CLIENT_SECRET=secret"}
	load := func(options config.Options) config.Config {
		t.Helper()
		options.Environ = environ
		loaded, err := config.Load(options)
		if err != nil {
			t.Fatal(err)
		}
		return *loaded
	}
	example := load(config.Options{File: "../configs/dray.yaml"})
	bare := load(config.Options{Dir: t.TempDir()})

	// Its folder is another, as it has a file.
	example.Wasm, bare.Wasm = config.Wasm{}, config.Wasm{}
	exported := cmpopts.IgnoreUnexported(config.Config{}, routes.Route{})
	others := cmpopts.IgnoreFields(config.Config{}, "Path", "Dir", "Routes")
	if diff := cmp.Diff(bare, example, exported, others, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("the example differs from the defaults:\n%s", diff)
	}
	ours := cmpopts.IgnoreFields(routes.Route{}, "Name", "When", "Chain")
	if diff := cmp.Diff(bare.Routes[0], example.Routes[0], exported, ours); diff != "" {
		t.Errorf("the example's route differs from the defaults:\n%s", diff)
	}
}

// missing gives the paths of the keys of a config struct that value doesn't have.
func missing(of reflect.Type, value any, path string) []string {
	switch of.Kind() {
	case reflect.Slice:
		if of.Elem().Kind() != reflect.Struct {
			return nil
		}
		items, _ := value.([]any)
		if len(items) == 0 {
			return []string{path + "[0]"}
		}
		return missing(of.Elem(), items[0], path+"[0]")
	case reflect.Struct:
	default:
		return nil
	}
	members, _ := value.(map[string]any)
	var out []string
	for field := range of.Fields() {
		key := field.Tag.Get("yaml")
		if key == "-" || key == "" {
			continue
		}
		member, ok := members[key]
		if !ok {
			out = append(out, path+"."+key)
			continue
		}
		out = append(out, missing(field.Type, member, path+"."+key)...)
	}
	return out
}
