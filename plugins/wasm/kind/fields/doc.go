// Package fields is the kind of module that speaks dray's own ABI 1: the host holds
// one document, and the guest reads and writes it by JSON Pointer. Nothing is
// encoded that the guest doesn't ask for.
//
// The package may import plugins/wasm/{document,host}, sdk and the standard library.
package fields
