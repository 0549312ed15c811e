// Package wasm is the step that takes a run's request through WebAssembly modules:
// one that the config names, or all of a folder.
//
// The packages below it: module says what a file is, bound makes it fit to be
// compiled, host runs it under limits, kind/… speak the three ABIs, document is what
// modules see of a run, folder keeps up with files that change. inspect looks at files
// without running them.
//
// The package may import those, sdk, wazero and the standard library.
package wasm
