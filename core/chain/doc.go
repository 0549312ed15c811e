// Package chain walks a run through its steps, one after another, and says at
// which of them it ended and why.
//
// It may import sdk only.
package chain
