// Package store keeps dray's ledger and its dead letters in one file.
package store
