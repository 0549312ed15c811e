// Package tests runs the built binary through stories: one testscript a story in
// testdata/script, its first line saying what is told.
//
// Beside the commands that testscript brings, a story can say
//
//	exits CODE dray ARG…   the command ends with this exit code
//	holds PROGRAM          the jq program gives true, for the JSON lines on stdout
//	sign SECRET FILE…      the event in the file is signed now, as Port would
//
// and finds the repository's configs in $CONFIGS, modules for WebAssembly in $MODULES
// and an event for CircleCI in $EVENT, and Go's cache of builds in $GOCACHE. Nothing else of the environment reaches it. The package may import
// anything of this module.
package tests
