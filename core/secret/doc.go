// Package secret knows which values must not be shown, and masks them in text
// and in JSON values. [Set] is a fixed list, [Vault] one that grows while dray
// runs, and [Headers] says which header fields carry a secret.
//
// It may import the standard library only: everything that writes imports it.
package secret
