// Package breaker leaves a host alone that seems away, and a single endpoint of it
// that answers with nothing but faults, and lets one request through now and then
// to look.
//
// It may import sdk, failsafe-go, golang-lru and the standard library.
package breaker
