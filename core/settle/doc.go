// Package settle keeps the ledger of one partition: which messages are under
// way, which are done, and what may therefore be committed to Kafka.
//
// Messages finish out of order. A commit is the offset of the first message that
// is not done, and in its metadata which ones above that are: a restart, or the
// partition's next owner, then repeats only what was truly open.
//
// It is pure: no clock, no I/O, no goroutine. It imports the standard library only.
package settle
