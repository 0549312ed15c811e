// Package text reads and writes the JSON text of values as Run.Event is made of:
// map[string]any, []any, string, json.Number, bool, nil. It is here and not in a
// library because a module's call is a string or a number most often, and to set up
// an encoder for it takes longer than to write it; the tests hold it to what
// encoding/json and jsontext do.
//
// The package imports sdk, plugins/wasm/document/answer, the standard library and
// go-json-experiment's jsontext, which reads strings with escapes.
package text
