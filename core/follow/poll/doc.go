// Package poll says when a pipeline is looked at again, and when a token's next call
// may be made.
//
// It may import the standard library only.
package poll
