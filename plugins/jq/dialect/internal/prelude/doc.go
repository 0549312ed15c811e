// Package prelude holds jq 1.5's functions as far as gojq has them otherwise or
// not at all, written in jq on top of the functions of package native.
//
// The package may import gojq and tree.
package prelude
