// Package guest holds the sources of the guest SDKs, so that they can be put beside a
// new module: they are on no registry.
//
// It imports the standard library only.
package guest
