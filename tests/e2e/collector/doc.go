// Package collector stands in for a collector of traces, OTLP over HTTP.
//
// It may import OpenTelemetry's messages, core's stage and the standard library.
package collector
