// Package header is a call's view of the header fields: names without regard to
// case, sensitive ones never shown.
//
// The package imports sdk, plugins/wasm/document/{answer,pointer,strlist,text} and
// the standard library.
package header
