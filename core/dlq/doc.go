// Package dlq is what `dray dlq` does: it gets to the dead letters, by way of the
// dray that holds the store or by opening the store where none does, and chooses
// among them. [Shelf] is the store's letters as a desk has them, for the running
// dray to build on. How letters look is the folder view's.
//
// It may import core/admin, core/config, core/deadletter, core/port, core/report,
// core/secret, core/store and sdk.
package dlq
