package config

import (
	"net/url"
	"reflect"
	"slices"
	"strings"

	"github.com/drayhq/dray/core/config/layer"
	"github.com/drayhq/dray/core/config/tree"
)

// Secrets are the values that must not be shown: the keys that are secret, and
// what ${env:NAME} and ${file:PATH} put into routes, but for addresses without
// a password in them.
func (c *Config) Secrets() []string { return slices.Clone(c.secrets) }

// Origin says where a key's value was written: "dray.yaml:12:5", the name of a
// variable, "flag", or "default".
func (c *Config) Origin(key string) string { return either(c.origins[key], "default") }

// keep remembers the secret values of a layer, also those that a higher one
// overrides.
func (l *loader) keep(top layer.Layer) {
	for _, key := range l.schema.Keys() {
		if value, ok := top.Values[key.Path].(string); ok && key.Secret && value != "" {
			l.config.secrets = append(l.config.secrets, value)
		}
	}
}

// keepExpanded remembers what was put into routes.
func (l *loader) keepExpanded(root *tree.Node) {
	for _, field := range root.Fields {
		if field.Name != "routes" {
			continue
		}
		field.Value.Walk(func(node *tree.Node) {
			for _, value := range node.Expanded {
				if value != "" && !harmless(value) {
					l.config.secrets = append(l.config.secrets, value)
				}
			}
		})
	}
}

// harmless says whether a value is an address that tells nothing.
func harmless(value string) bool {
	u, err := url.Parse(value)
	return err == nil && u.Scheme != "" && u.Host != "" && u.User == nil
}

// Hidden gives the values of the variables that mappings do not see: they are
// secrets in what explain shows. Left out are those that would only tear up the
// text: addresses without a password, words that a setting takes, and of dray's
// own variables all but the secret keys, such as the hosts that a request goes to.
func Hidden(entries []string) []string {
	schema := layer.NewSchema(reflect.TypeFor[Config](), future()...)
	var out []string
	for name, value := range environ(entries) {
		if value != "" && hides(schema, name) && !harmless(value) {
			out = append(out, value)
		}
	}
	slices.Sort(out)
	return out
}

func hides(schema layer.Schema, name string) bool {
	switch name {
	case "KAFKA_CONSUMER_SECURITY_PROTOCOL", "KAFKA_CONSUMER_AUTHENTICATION_MECHANISM",
		"KAFKA_CONSUMER_AUTO_OFFSET_RESET", "KAFKA_CONSUMER_SESSION_TIMEOUT_MS":
		return false
	}
	if strings.HasPrefix(name, layer.Prefix) {
		return slices.ContainsFunc(schema.Keys(), func(k layer.Key) bool { return k.Secret && k.Variable() == name })
	}
	return strings.HasPrefix(name, "PORT_CLIENT_") || strings.HasPrefix(name, "KAFKA_")
}
