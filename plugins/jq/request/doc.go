// Package request makes the HTTP request of a run from what a mapping's programs
// yield, with the quirks of Port's agent: nulls dropped from header and query, the
// query's values in Python's words, defaults from the invocation method. What
// would not make a request that can be sent is refused here, with the program
// that yielded it.
//
// The package imports plugins/jq/eval, plugins/jq/mapping, plugins/jq/python, sdk
// and the standard library.
package request
