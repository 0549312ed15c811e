// Package lease holds what a consumer knows of the partitions that it owns or
// owned: who may still begin a message, what waits for the broker's word, and
// what a commit would say, and how long the group is sure to keep them for it.
//
// It puts a lock and the ownership around settle's ledgers and knows nothing of
// Kafka's client. It imports settle and the standard library only.
package lease
