// Package demo shows the whole of dray at work in one process: a signed run on
// an embedded Kafka, its way through the chain, CircleCI's answer and what Port
// then shows. CircleCI and Port are the stand-ins; all between them is the real
// thing.
//
// It may import everything of core.
package demo
