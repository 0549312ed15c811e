// Package model judges the history of a storm by dray's contract: each run ends in
// one row of its table, nothing is lost, and nothing is sent twice but what a
// process had sent and not settled when it crashed.
//
// What the history can't decide is said to be undecided, never passed over. The
// package is pure and imports history only.
package model
