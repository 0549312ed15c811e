// Package intake takes messages from Kafka and settles them there. [Message] and
// [Source] are what the rest of dray sees of it.
//
//	kafkaclient  how to connect, and what to mend when that does not work
//	lease        who may still work on a message, and what waits for a commit
//	heartbeat    how long the group is sure to keep our partitions for us
//	survey       what the brokers hold: the topics, and how much lies ahead
//
// It imports config, settle, sdk and its own folders.
package intake
