// Package fault says what went wrong in jq 1.5's words: programs can look at them.
//
// The package may import gojq and dump.
package fault
