// Package examples holds modules worth having, a folder each. Those that are not Go
// are committed built beside their source; RunContext is for the demo.
//
// The package may import the standard library only.
package examples
