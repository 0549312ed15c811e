// Package ledger says what dray remembers of the requests that it sent: an
// intent before each, its result after. After a crash they tell what was sent,
// what came of it, and what is in doubt.
//
// These are values only; [github.com/drayhq/dray/core/store] keeps them on disk.
// It imports sdk and the standard library.
package ledger
