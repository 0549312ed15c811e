// Package dump writes values as jq 1.5's tojson does.
//
// The package may import number and order.
package dump
