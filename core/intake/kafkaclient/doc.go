// Package kafkaclient turns the config's kafka section into options for a
// Kafka client, and what such a client runs into into messages that say what to
// mend. All that speaks to Kafka (the intake, emit, check) connects by it.
//
// It imports config, franz-go and the standard library only.
package kafkaclient
