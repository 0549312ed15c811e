// Package e2e tells dray's outside contract as stories about the built binary: a
// process of its own between a Kafka, CircleCI and Port.
//
// `make test` runs them against kfake; with DRAY_TEST_KAFKA, as `make test-kafka`
// sets it, the same stories run against a real Kafka, with KAFKA_BROKERS against
// one that is there. Each has an organisation of its own, so that they can share
// the broker and the time: they mostly wait.
//
//	broker   the Kafka
//	process  dray, run and followed
//	world    an organisation, and stand-ins for CircleCI and Port
package e2e
