// Package explain shows what would become of an event, step by step, without
// sending anything.
//
// It may import sdk, the stations that a run passes, and what the http step makes of
// an answer.
package explain
