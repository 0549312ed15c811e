package tests

import (
	"os"
	"reflect"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/drayhq/dray/core/config"
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
