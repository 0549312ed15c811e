// Package port stands in for Port's API, for the demo and for tests: it takes
// what an agent says of its runs and shows what Port would show, and it gives out
// runs to agents that claim them.
//
// Assumed where the documentation is silent: a run exists as soon as it is
// spoken of, and is in progress; after a terminal status every edit is answered
// 422, but plain log lines still come through; members that the documentation
// doesn't name are answered 422; what a token's text looks like; a claim that asks
// for no visibility timeout hides what it took for 90 s; a run can be acknowledged
// without a claim or after its end, once.
//
// It may import the standard library and stage.
package port
