// Package module tells what a .wasm file is: the kind of module, what it imports and
// exports, and in a person's words why it can't be used.
//
// The package may import wazero and the standard library.
package module
