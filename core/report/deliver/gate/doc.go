// Package gate is what every call to Port passes. It closes for a while once
// Port does not answer, and for as long as Port asks for when it limits the
// rate, so that runs do not wait for what cannot be had.
//
// It may import core/port and failsafe-go.
package gate
