// Package event decodes a message and reads from its envelope what dray itself
// has to know: the run's id, whether it is for the agent, what it asks for.
//
// Any part of an envelope may be missing or of another type, for Port's users
// shape the message with templates; nothing here fails because of that.
//
// It may import sdk and a JSON tokenizer.
package event
