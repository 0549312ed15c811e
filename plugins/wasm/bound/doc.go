// Package bound readies a module for the compiler, which believes what a file says of
// itself: a file of thirty bytes can claim four billion locals, and would have room
// made for them. It also bounds tables, which no limit of memory counts.
//
// The binary format is https://webassembly.github.io/spec/core/binary/modules.html.
// What isn't understood here is left as it is: the compiler refuses it at the same place.
//
// The package may import the standard library only.
package bound
