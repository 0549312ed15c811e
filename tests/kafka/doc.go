// Package kafka runs the intake against a real Apache Kafka: `make test-kafka`
// starts one (see server), KAFKA_BROKERS points at one that runs (see
// server.Given). Without either its tests are skipped.
package kafka
