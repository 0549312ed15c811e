// Package pipeline is how a pipeline of CircleCI's stand-in goes: a scenario, and
// what it has come to at a time. Nothing happens in it; all follows from the clock.
//
// It may import the project package beside it and the standard library.
package pipeline
