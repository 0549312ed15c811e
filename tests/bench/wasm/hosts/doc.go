// Package hosts makes one call of each host under measurement: dray's, native Go's,
// http-wasm-host-go's and Extism's, all on the same run.
//
// It may import dray's sdk and wasm plugin, the peers and package values.
package hosts
