// Package bound readies a module for the compiler, which believes what a file says of
// itself: a file of thirty bytes can claim four billion locals, and would have room
// made for them. It also bounds tables, which no limit of memory counts.
//
// The binary format is https://webassembly.github.io/spec/core/binary/modules.html.
// What [Module] doesn't understand it leaves as it is, and the compiler refuses it at the
// same place; [Stoppable] refuses it.
//
// The package may import the standard library only.
package bound
