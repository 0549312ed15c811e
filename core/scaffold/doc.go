// Package scaffold writes the folder of a new module: its source, the SDK's, and a
// test that takes an event through it.
//
// The package may import sdk/guest and the standard library.
package scaffold
