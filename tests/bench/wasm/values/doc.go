// Package values makes the run that all rows of the benchmark work on: an event of
// 1,500 bytes and the request that the mapping for CircleCI makes of it.
//
// It may import dray's sdk, its decoder of events and its jq plugin.
package values
