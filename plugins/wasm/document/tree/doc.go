// Package tree reads and writes decoded JSON by pointer. What it was given is never
// written to: a level is copied when it is first written to, and is written in place
// from then on.
//
// The package imports plugins/wasm/document/{answer,pointer} and the standard
// library.
package tree
