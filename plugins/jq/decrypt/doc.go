// Package decrypt opens the fields of an event that Port encrypted.
//
// Port encrypts with AES-256-GCM under the first 32 bytes of the client secret
// and writes base64(iv ‖ ciphertext ‖ tag), with an iv and a tag of 16 bytes each.
//
// The package imports the standard library only.
package decrypt
