// Package tracing shows each run as a trace: one span for the run, and below it one
// for each thing that was done with it or waited for. Spans are made when what they
// show is over, from the times that others noted.
//
// It may import OpenTelemetry, backoff, sdk and the standard library.
package tracing
