// Package number writes numbers as jq 1.5 does, for which every number is a
// double. It takes gojq's kinds of number: int, float64, *big.Int and json.Number.
//
// The package may import gojq beside the standard library.
package number
