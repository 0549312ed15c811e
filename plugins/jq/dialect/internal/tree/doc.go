// Package tree visits the syntax tree of a jq program, as gojq parses it.
//
// The package may import gojq beside the standard library.
package tree
