// Package compose turns the request that a mapping built into the one that is
// sent: the final URL, checked header fields, the body's bytes, the signature.
//
// It may import sdk, the address package beside it, the standard library and
// golang.org/x/net. It opens no connection.
package compose
