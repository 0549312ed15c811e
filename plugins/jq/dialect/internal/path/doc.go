// Package path sets and deletes what lies at paths, without changing its input and
// with the order of keys kept.
//
// The package may import gojq, and fault, number and order.
package path
