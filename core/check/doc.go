// Package check tries, triggering nothing, whether what dray is configured to
// talk to answers and takes its credentials.
//
// It may import core/app, core/config, core/route, the fit package below it, the Kafka client's options and the standard library.
package check
