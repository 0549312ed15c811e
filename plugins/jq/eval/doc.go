// Package eval evaluates the jq programs of a mapping as Port's agent does: the
// first result counts, an error gives null and a warning, objects and lists are
// walked and their leaves evaluated.
//
// The package imports plugins/jq/dialect, plugins/jq/mapping, sdk and the
// standard library.
package eval
