// Package origin looks at a jq program without running it: can what it yields
// name a host that the event chose, and which environment variables does it name?
//
// The package imports gojq, for its parser, and the standard library.
package origin
