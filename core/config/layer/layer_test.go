package layer_test

import (
	"errors"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/config/layer"
	"github.com/drayhq/dray/core/config/tree"
)

type example struct {
	Wasm struct {
		Dir string `yaml:"dir" path:"true"`
	} `yaml:"wasm"`
	HTTP struct {
		Hosts []string `yaml:"hosts"`
	} `yaml:"http"`
	Deep struct {
		Er struct {
			Secret string `yaml:"the_secret" secret:"true"`
		} `yaml:"er"`
	} `yaml:"deep"`
	Routes []struct{} `yaml:"routes"`
	Path   string     `yaml:"-"`
}

func schema() layer.Schema {
	return layer.NewSchema(reflect.TypeFor[example]())
}

func TestSchema(t *testing.T) {
	type row struct {
		Path, Variable string
		Secret         bool
	}
	var got []row
	for _, key := range schema().Keys() {
		got = append(got, row{key.Path, key.Variable(), key.Secret})
	}
	want := []row{
		{"deep.er.the_secret", "DRAY_DEEP_ER_THE_SECRET", true},
		{"http.hosts", "DRAY_HTTP_HOSTS", false},
		{"wasm.dir", "DRAY_WASM_DIR", false},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

var source = tree.Source{
	Env:  func(string) (string, error) { return "from-env", nil },
	File: func(string) (string, error) { return "", errors.New("no file") },
}

func TestEnviron(t *testing.T) {
	got, err := schema().Environ(map[string]string{
		"DRAY_TRANSFORMS_DIR": "t", "DRAY_HTTP_HOSTS": "a, b", "DRAY_DEEP_ER_THE_SECRET": "${env:X}",
		"DRAY_NOTHING": "", "OTHER": "x", "DRAY_SERVICE_PORT": "1", "DRAY_BUILD_TOKEN": "a mapping must not see it",
	}, source, "/d")
	if err != nil {
		t.Fatal(err)
	}
	want := layer.Layer{
		Values: map[string]any{"wasm.dir": "/d/t", "http.hosts": []string{"a", "b"}, "deep.er.the_secret": "from-env"},
		Origins: map[string]string{
			"wasm.dir": "DRAY_TRANSFORMS_DIR", "http.hosts": "DRAY_HTTP_HOSTS", "deep.er.the_secret": "DRAY_DEEP_ER_THE_SECRET",
		},
		Warnings: []string{"DRAY_BUILD_TOKEN is no variable of dray's and changes nothing"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestEnvironErrors(t *testing.T) {
	for name, want := range map[string]string{
		"DRAY_HTTP_HOST":     "DRAY_HTTP_HOST: unknown variable; did you mean DRAY_HTTP_HOSTS?",
		"DRAY_HTTP_PROXY":    "DRAY_HTTP_PROXY: unknown variable; did you mean DRAY_HTTP_HOSTS?",
		"DRAY_ROUTES_0_NAME": "DRAY_ROUTES_0_NAME: routes are written in the config file only",
	} {
		if _, err := schema().Environ(map[string]string{name: "x"}, source, ""); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
	if _, err := schema().Environ(map[string]string{"DRAY_WASM_DIR": "${file:x}"}, source, ""); err == nil ||
		err.Error() != "DRAY_WASM_DIR: wasm.dir: no file" {
		t.Errorf("got %v", err)
	}
}

func TestFlags(t *testing.T) {
	got, err := schema().Flags(map[string]any{"wasm.dir": "/abs", "http.hosts": []string{"a", "b"}}, "/d")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"wasm.dir": "/abs", "http.hosts": []string{"a", "b"}}
	if diff := cmp.Diff(want, got.Values); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if _, err := schema().Flags(map[string]any{"nope": 1}, ""); err == nil || err.Error() != "flag: nope: no such key" {
		t.Errorf("got %v", err)
	}
}

func TestAddPutsOnTop(t *testing.T) {
	low, high := layer.New(), layer.New()
	low.Values["a"], low.Values["b"], low.Origins["a"] = 1, 1, "low"
	high.Values["a"], high.Origins["a"] = 2, "high"
	low.Add(high)
	want := layer.Layer{Values: map[string]any{"a": 2, "b": 1}, Origins: map[string]string{"a": "high"}}
	if diff := cmp.Diff(want, low); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
