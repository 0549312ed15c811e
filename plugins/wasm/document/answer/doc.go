// Package answer names the codes by which a document answers a guest.
//
// The package imports the standard library.
package answer
