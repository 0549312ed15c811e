// Package polling takes runs from Port's API, where an organisation has no Kafka: it
// claims what is pending, acknowledges a run right before its effect, and hands all out
// as intake's messages. [Source] is what the rest of dray sees of it.
//
//	event  a claimed run as the message that Kafka would have brought
//
// It may import config, intake, port, sdk and its own folder.
package polling
