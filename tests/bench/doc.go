// Package bench measures the built binary as a process of its own, beside a
// hand-written program that does the least that has to be done (folder floor).
//
// Kafka and the stand-ins for CircleCI and Port run in the benchmark's process, on
// the same cores. It may import those, and what any client of Kafka would.
package bench
