package document

import "github.com/drayhq/dray/plugins/wasm/document/answer"

// Code is what a call gives back to the guest, as in dray ABI 1.
type Code = answer.Code

// The codes of dray ABI 1.
const (
	Done       = answer.Done
	Absent     = answer.Absent     // nothing is there
	BadPointer = answer.BadPointer // not a JSON Pointer, or it goes through a scalar
	NotAllowed = answer.NotAllowed // the place is read only, or hidden
	OverLimit  = answer.OverLimit  // the value is too long or too deep
	BadValue   = answer.BadValue   // not JSON, or not the type that the place takes
)
