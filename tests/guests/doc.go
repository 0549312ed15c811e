// Package guests runs modules written with the guest SDKs through the host: each
// language's conformance module by the cases of cases.json, and each example by
// its testdata. Modules in Go are built by the tests; the others are committed
// built. The package may import anything of this module.
package guests
