// Package strlist is what headers and query parameters have in common: to the guest
// each is a string or a list of strings, to the request always a list. What was set
// as a list in this call is remembered, so that a guest that appends to a list of
// none or one finds a list again.
//
// The package imports plugins/wasm/document/{answer,pointer,text} and the standard
// library.
package strlist
