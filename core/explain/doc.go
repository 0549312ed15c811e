// Package explain shows what would become of an event, step by step, without
// sending anything.
//
// It may import sdk and the stations that a run passes.
package explain
