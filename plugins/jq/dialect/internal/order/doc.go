// Package order remembers in which order the keys of JSON objects stand.
//
// A Go map has no order, and jq programs can see it: through tostring, to_entries,
// .[] and more. gojq neither copies nor changes what it is given, so the identity
// of a map can stand for the object that it was decoded from or made as: a table
// beside the values says what came first. An object that the table doesn't know
// counts as sorted by key, so that only the others cost anything.
//
// The package may import jsontext, to unquote, beside the standard library.
package order
