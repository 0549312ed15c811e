// Package native holds the functions, written in Go, that jq 1.5 does otherwise
// than gojq, and those that keep the order of keys. Their names start with _dray_;
// the prelude and the rewritten program call them.
//
// A function that needs to know of the run gets it as its last argument, for gojq
// tells its functions nothing of the run: the program's variable $__dray holds it.
//
// The package may import gojq, and beside it arith, dump, fault, format, limit, number, order,
// path and regex.
package native
