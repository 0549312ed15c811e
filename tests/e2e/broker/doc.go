// Package broker is the Kafka that the end-to-end tests run against: kfake, a
// real Apache Kafka, or one that was there before. All speak SASL_SSL with
// SCRAM-SHA-512, as Port's does, and all but the last can be restarted with what
// they hold.
//
// It may import core and the real Kafka of tests/kafka.
package broker
