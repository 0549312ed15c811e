// Package words finds the names in a program's text, for gojq's tree doesn't say
// where things stand. It imports the standard library only.
package words
