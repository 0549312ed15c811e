// Package scaffold begins a module in each language, builds it and runs its own test,
// as its README says, with the toolchains of this machine.
//
// With DRAY_TEST_GUESTS=1, as `make test-guests` sets it, a toolchain that is missing
// is an error. The package may import tests/binary, core/scaffold and the standard
// library.
package scaffold
