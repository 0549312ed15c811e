// Package hold keeps what a dispatcher has taken up: those that wait counted,
// those of one key in order, and goroutines ready for the next.
//
// It may import the standard library only.
package hold
