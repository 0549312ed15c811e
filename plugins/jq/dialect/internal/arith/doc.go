// Package arith adds and multiplies as jq 1.5 does, for which numbers are doubles,
// strings are repeated by whole times, and objects keep the order of their keys.
//
// The package may import fault, number and order.
package arith
