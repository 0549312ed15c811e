// Package store keeps dray's ledger and its dead letters in one file, dray.db in
// the folder that store.path names, made for its user alone.
//
// What is in it:
//
//   - An intent, on disk before a request is sent, and after it what came of it.
//     After a crash dray thus knows which requests were answered, and which may
//     have been sent. Results and intents are kept for 7 days; of results at most
//     100,000 and 256 MiB, the oldest go first.
//   - Dead letters: the messages that could not be delivered, as they came. Junk,
//     which anybody who can write to the topic can make, is kept up to 1,000
//     letters and 64 MiB, the oldest go first. All others stay until they are
//     replayed or dropped by hand: a growing number of them is to be watched.
//   - Which pipelines are followed, with the message of each run, until they end.
//
// The pages of what went are used again: the file stays as large as it was at
// its fullest, and doesn't shrink. Give it a disk of its own of 1 GiB, or more
// where letters are large. When that is full, nothing more is sent until there
// is room, for what can't be written down could be sent twice.
//
// One process at a time has the file. Lost, it leaves dray as one without a
// store: what was under way is sent again after a crash, and the dead letters
// are gone. A copy, or a backup put back, is worse: it is sure of what is no
// longer so. Never give one replica a copy of another's file, nor share it; each
// has its own, on a disk that follows it.
//
// Writes that come in while the disk is busy go to it together, so a slow disk
// costs time, not throughput. The package imports core's ledger, deadletter and
// wire, bbolt and the standard library.
package store
