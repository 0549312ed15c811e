// Package heartbeat learns from a client's heartbeats how long the group is sure
// to keep a member's partitions for it, and asks again where that is in doubt.
//
// It imports lease beside it, config, franz-go and the standard library.
package heartbeat
