package answer

import (
	"errors"
	"strconv"
)

// Code is what a call gives back to the guest.
type Code int32

// The codes of dray ABI 1.
const (
	Done       Code = 0
	Absent     Code = -1 // nothing is there
	BadPointer Code = -2 // not a JSON Pointer, or it goes through a scalar
	NotAllowed Code = -3 // the place is read only, or hidden
	OverLimit  Code = -4 // the value is too long or too deep
	BadValue   Code = -5 // not JSON, or not the type that the place takes
)

func (c Code) String() string {
	switch c {
	case Done:
		return "done"
	case Absent:
		return "absent"
	case BadPointer:
		return "bad pointer"
	case NotAllowed:
		return "not allowed"
	case OverLimit:
		return "over the limit"
	case BadValue:
		return "bad value"
	}
	return "code " + strconv.Itoa(int(c))
}

// Err gives a code as an error for those who don't speak the ABI, nil for Done.
func (c Code) Err() error {
	if c == Done {
		return nil
	}
	return errors.New(c.String())
}
