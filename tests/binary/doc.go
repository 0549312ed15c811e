// Package binary builds dray for the tests that run it as a process of its own.
// It imports nothing of this module: what it builds is found by its path.
package binary
