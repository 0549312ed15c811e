package tests

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/plugins"
)

// The example's stages set each setting of their plugins, to its default.
func TestExampleConfigShowsEverySetting(t *testing.T) {
	example, err := config.Load(config.Options{
		File:    "../configs/dray.yaml",
		Environ: []string{"PORT_ORG_ID=org_harbour", "PORT_CLIENT_ID=id", "PORT_CLIENT_SECRET=secret"},
	})
	if err != nil {
		t.Fatal(err)
	}
	own := map[string]bool{"mapping": true, "hosts": true, "config": true} // what the route is about
	for _, plugin := range plugins.All() {
		defaults := reflect.ValueOf(plugin.Defaults)
		shown := reflect.New(defaults.Type())
		for _, stage := range example.Routes[0].Chain {
			if stage.Plugin != plugin.Name {
				continue
			}
			if err := stage.Decode(shown.Interface()); err != nil {
				t.Fatal(err)
			}
		}
		for field, value := range shown.Elem().Fields() {
			name := field.Tag.Get("yaml")
			if own[name] {
				continue
			}
			if diff := cmp.Diff(defaults.FieldByIndex(field.Index).Interface(), value.Interface()); diff != "" {
				t.Errorf("%s: %s shows no default:\n%s", plugin.Name, name, diff)
			}
		}
	}
}
