// Package commit brings what is settled to the broker: when it is due, and one
// commit for all partitions, with the broker's word carried back to each.
//
// It imports lease, franz-go and the standard library only.
package commit
