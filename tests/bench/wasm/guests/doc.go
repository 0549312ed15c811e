// Package guests holds the modules that the benchmark calls, each written by hand
// from its ABI. Those in C lie built in the folder c; those in Go are built when the
// benchmark starts.
//
// It may import the standard library.
package guests
