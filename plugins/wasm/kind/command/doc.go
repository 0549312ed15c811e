// Package command is the kind of module that is a WASI command: it reads the run as
// JSON from standard input and writes what it wants to standard output. Each run has
// an instance of its own.
//
// The package may import plugins/wasm/{document,host}, sdk and the standard library.
package command
