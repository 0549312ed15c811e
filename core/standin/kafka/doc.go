// Package kafka is a Kafka in the process, for the demo and for tests: one
// broker without TLS or passwords that forgets everything when it is closed.
//
// It may import the standard library, franz-go and its kfake.
package kafka
