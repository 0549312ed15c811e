// Package world is all that surrounds one dray in the end-to-end tests: an
// organisation of its own with its topics and group on a shared broker, and
// stand-ins for CircleCI and Port.
//
// It may import core's stand-ins, but nothing of how dray works: what it signs
// and encrypts it does on its own.
package world
