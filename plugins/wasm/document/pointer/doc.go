// Package pointer takes JSON Pointers (RFC 6901) apart, one token after another and
// where they stand: most calls follow one once, and a list of tokens would cost more
// than to follow it. A pointer is a []byte where it is only read, and a string where
// its tokens become names.
//
// The package imports plugins/wasm/document/answer and the standard library.
package pointer
