// Package server runs a real Apache Kafka for tests: brokers in KRaft mode, one or more,
// with SASL_SSL and access rights, as Port's has them.
//
// Maven fetches Kafka once, into $DRAY_CACHE or the user's cache folder; Java 17
// runs it. The package may import core, for the config that fits the broker.
package server
