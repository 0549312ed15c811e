package schema

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/config/decode"
	"github.com/drayhq/dray/core/config/routes"
	"github.com/drayhq/dray/core/config/tree"
	"github.com/drayhq/dray/plugins"
	"github.com/drayhq/dray/plugins/circleci/declared"
)

//go:embed forms.json
var forms []byte

// object is a schema, or a part of one.
type object map[string]any

// Make gives the schema, as it is committed. root is the folder of the module, whose
// sources have the descriptions; a key without one is an error.
func Make(root string) ([]byte, error) {
	m := maker{comments{root: root, text: map[string]map[[2]string]string{}}}
	whole, err := m.section(reflect.ValueOf(config.Defaults()))
	if err != nil {
		return nil, err
	}
	properties := whole["properties"].(object)
	properties["routes"].(object)["type"] = nullable("array") // else there is the one of port-agent
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "\t")
	err = encoder.Encode(struct {
		Schema      string          `json:"$schema"`
		Description string          `json:"description"`
		Type        any             `json:"type"`
		Closed      any             `json:"additionalProperties"`
		Properties  object          `json:"properties"`
		Forms       json.RawMessage `json:"$defs"`
	}{
		"https://json-schema.org/draft/2020-12/schema",
		"How a config file of dray is written. What depends on other values, files or the environment is for `dray check`.",
		whole["type"], whole["additionalProperties"], properties, forms,
	})
	return out.Bytes(), err
}

type maker struct{ comments comments }

// section gives the schema of a struct that is decoded into, with the defaults in it.
func (m maker) section(defaults reflect.Value) (object, error) {
	properties := object{}
	for field, value := range defaults.Fields() {
		name := decode.Name(field)
		if name == "" {
			continue
		}
		property, err := m.value(value, field.Tag)
		if err != nil {
			return nil, err
		}
		if property["description"], err = m.describe(defaults.Type(), field, name); err != nil {
			return nil, err
		}
		properties[name] = property
	}
	return object{"type": nullable("object"), "properties": properties, "additionalProperties": false}, nil
}

// describe gives the comment of a field, or that of its struct, with the key in place
// of the name that it has in Go.
func (m maker) describe(in reflect.Type, field reflect.StructField, key string) (string, error) {
	called := field.Name
	text, err := m.comments.of(in, field.Name)
	if err == nil && text == "" && field.Type.Kind() == reflect.Struct {
		called = field.Type.Name()
		text, err = m.comments.of(field.Type, "")
	}
	if err == nil && text == "" {
		err = fmt.Errorf("%s.%s has no comment: write one for who sets %s", in, field.Name, key)
	}
	if rest, ok := strings.CutPrefix(text, called+" "); ok {
		text = key + " " + rest
	}
	return text, err
}

// value gives the schema of a field.
func (m maker) value(value reflect.Value, tag reflect.StructTag) (object, error) {
	switch {
	case isScalar(value):
		return scalar(value, tag), nil
	case value.Kind() == reflect.Struct:
		return m.section(value)
	case value.Kind() == reflect.Map:
		item, err := m.item(value.Type().Elem())
		return object{"type": nullable("object"), "additionalProperties": item}, err
	default:
		item, err := m.item(value.Type().Elem())
		return object{"type": "array", "minItems": 1, "items": item}, err
	}
}

// item gives the schema of a member of a list or map. One that needs a key can't be empty.
func (m maker) item(of reflect.Type) (object, error) {
	value := reflect.New(of).Elem()
	needs := ""
	switch of {
	case reflect.TypeFor[routes.Stage]():
		return m.stage()
	case reflect.TypeFor[declared.Parameter]():
		needs = "type"
	case reflect.TypeFor[routes.Route]():
		needs = "chain"
		standing, err := routes.Read(&tree.Node{}, nil)
		if err != nil {
			return nil, err
		}
		value = reflect.ValueOf(routes.Route{Retry: standing[0].Retry})
	}
	item, err := m.value(value, "")
	if needs != "" && err == nil {
		item["type"], item["required"] = "object", []string{needs}
	}
	return item, err
}

// stage gives the schema of a step of a chain: a plugin's name, or one with settings.
func (m maker) stage() (object, error) {
	var names []string
	properties := object{}
	for _, plugin := range plugins.All() {
		settings, err := m.section(reflect.ValueOf(plugin.Defaults))
		if err != nil {
			return nil, err
		}
		settings["description"] = plugin.Summary
		properties[plugin.Name] = settings
		names = append(names, plugin.Name)
	}
	return object{"anyOf": []object{
		{"type": "object", "properties": properties, "additionalProperties": false, "minProperties": 1, "maxProperties": 1},
		{"enum": names},
		form("filled"),
	}}, nil
}

func nullable(kind string) []string { return []string{kind, "null"} }
