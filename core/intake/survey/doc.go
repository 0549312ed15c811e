// Package survey looks at what the brokers hold, beside the consuming: whether
// the topics are there, and how much lies ahead of a group that is new.
//
// It imports kafkaclient, franz-go and the standard library only.
package survey
