// Package stage is what the stand-ins for CircleCI and Port share: a server on
// the loopback, answers other than the usual one, and a state that tests can
// wait for.
//
// It may import the standard library only.
package stage
