// Package files knows which files a running dray is made of, and whether they hold
// something else now.
//
// It may import the standard library only.
package files
