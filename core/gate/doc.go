// Package gate decides what a message is before anything else happens to it:
// junk, forged, somebody else's, or a run of ours.
//
// It may import sdk, and the stations intake, verify and event.
package gate
