// Package host runs guests: compiled once, in instances of their own, under limits
// of time, memory and host calls. What a guest may say and ask is a [Kind]'s
// business, a package each below plugins/wasm/kind.
//
// The package may import plugins/wasm/{bound,module}, sdk, wazero, x/sync and the standard library.
package host
