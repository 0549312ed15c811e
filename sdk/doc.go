// Package sdk is what a native dray plugin is written against.
//
// A plugin opens a [Step]; a chain is a list of steps. A step takes a [Run] and
// gives a run, and says by the kind of its error what becomes of it: see [Skip],
// [Drop], [Retry] and [Unknown].
//
// The package may import the standard library only, so that a plugin written
// outside this repository depends on nothing but these types.
package sdk
