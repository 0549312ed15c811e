// Package decode fills Go values from config nodes, strictly: what has no place
// is an error that says where it stands and what was probably meant.
//
// It may import core/config/tree and third-party packages, nothing else of core.
package decode
