// Command chaos has dray go through storms: three replicas of it on three real
// brokers, killed, stopped, frozen and cut off again and again while runs come in.
// A model of dray's contract then judges the history of each run. `make chaos`
// runs it.
//
// It is a module of its own, so that its proxies are nobody else's dependencies.
package main
