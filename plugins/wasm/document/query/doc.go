// Package query is a call's view of the query's parameters, which keep their order:
// values set in the place of others keep their places, and more of them follow the
// last one of the name.
//
// The package imports sdk, plugins/wasm/document/{answer,pointer,strlist,text} and
// the standard library.
package query
