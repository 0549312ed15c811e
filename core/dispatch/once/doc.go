// Package once sends what a chain has prepared at most once, as far as that can be
// known: it asks the ledger what became of the run before, writes an intent that
// outlasts a crash, and the result after.
//
// It may import sdk, core/chain and core/ledger.
package once
