// Package jq is the plugin that makes requests from events with a mapping file,
// as Port's agent does: see README.md.
//
//	mapping   the file, read and checked
//	dialect   jq 1.5, on gojq
//	eval      the file's programs, evaluated
//	decrypt   fields that Port encrypted
//	request   the request that comes of it
//	python    Python's words for values
//	origin    what a program's text gives away: hosts from the event, variables
//
// The package and those inside it import sdk and third-party libraries, never core.
package jq
