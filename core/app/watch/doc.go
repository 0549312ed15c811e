// Package watch has metrics and traces made of what happens in a running dray, and
// says whether it is alive and ready. It does so from outside: it wraps the gate, the
// reporter, the shelf and the desk, is told of steps by their chains and of calls by
// Port's transport, and asks the rest how it is when it is asked itself. What is not
// wanted wraps nothing.
//
// It may import core's stations and core/observe's folders.
package watch
