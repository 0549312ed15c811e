// Package watch tells when files have changed, on whatever file system they lie and
// however they were written: in place, by a rename, or by the swap of a link with
// which Kubernetes changes a mounted ConfigMap or Secret.
//
// The package may import fsnotify and the standard library.
package watch
