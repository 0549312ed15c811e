// Package schema makes the JSON Schema of dray's config file, which is committed in
// configs and shown by `dray schema`: of the structs that the config and the settings
// of the plugins are decoded into, their tags, their comments and their defaults. How a
// single value can be written is in forms.json.
//
// It may import core/config and what is below it, the plugins, and a JSON Schema
// validator in tests. The product has what was made of it, not the package.
package schema
