// Package deadletter is what dray keeps of a message that it couldn't deliver:
// the original bytes, where they came from, and why they were parked.
//
// [github.com/drayhq/dray/core/store] keeps letters on disk, [Topic] writes them
// to a Kafka topic. The package imports sdk, franz-go's kgo, protobuf's wire
// format and the standard library.
package deadletter
