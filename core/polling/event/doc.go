// Package event makes of a run that was claimed from Port's API the message that Kafka
// would have brought, so that one mapping serves both.
//
// It may import the standard library only.
package event
