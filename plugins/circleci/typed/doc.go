// Package typed gives pipeline parameters the types that CircleCI declares them
// with. It may import the standard library only.
package typed
