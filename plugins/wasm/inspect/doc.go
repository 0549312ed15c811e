// Package inspect looks at a module's file without running any of it, and says whether
// dray would load it.
//
// The package may import plugins/wasm, the packages below it, and what they import.
package inspect
