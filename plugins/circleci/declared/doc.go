// Package declared reads what pipeline parameters a project declares: from dray's
// settings, from the project's own config, from the inputs of a Port action.
//
// It may import the typed package beside it, the standard library and a YAML parser.
package declared
