// Package report works out what Port is told of a run: from how the run ended,
// what the endpoint answered and what the mapping wants reported.
//
// It sends nothing, so that a dry run and `dray explain` can show what would be
// told. Sending is the folder deliver's.
//
// It may import sdk, core/secret and the standard library.
package report
