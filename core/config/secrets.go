package config

import (
	"net/url"
	"slices"

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
