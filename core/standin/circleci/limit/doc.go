// Package limit bounds how many requests a token may make, and says so in the
// header as CircleCI does.
//
// It may import the standard library only.
package limit
