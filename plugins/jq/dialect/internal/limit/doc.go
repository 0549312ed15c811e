// Package limit bounds what one evaluation may take. gojq looks at its context
// before each instruction, but the functions that it calls run to their end: a list
// that holds another twice, which holds another twice, … is small until it is walked.
//
// The package imports the standard library alone.
package limit
