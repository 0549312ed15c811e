// Package exchange sends one request over a connection and reads its answer,
// and knows whether anything was sent if there is none.
//
// It may import sdk, the link package beside it and the standard library.
package exchange
