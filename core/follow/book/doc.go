// Package book holds what is known of a followed pipeline beyond dray's end: its
// entry, as bytes for the store, and the queue in which pipelines wait for their look.
//
// It may import core/wire, sdk and the standard library.
package book
