// Package suite runs the test cases of a config: each takes an event through the chain
// as `dray explain` does, and what becomes of it is held to what was expected. Nothing
// of the machine's environment gets in but what the test file lists.
//
// It may import core/app, core/config, core/explain, and spec and match below it.
package suite
