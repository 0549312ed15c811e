package guest

import "errors"

// Why a value can't be read or written; an [AccessError] wraps one of them.
var (
	ErrAbsent     = errors.New("there is no value")
	ErrBadPointer = errors.New("not a JSON pointer, or it leads through a value that holds no others")
	ErrNotAllowed = errors.New("not allowed")
	ErrLimit      = errors.New("over a limit of dray")
	ErrType       = errors.New("not JSON, or not of the type that is wanted here")
)

// AccessError says which value could not be read or written.
type AccessError struct {
	Pointer string
	Err     error
}

func (e *AccessError) Error() string { return "access to " + e.Pointer + ": " + e.Err.Error() }
func (e *AccessError) Unwrap() error { return e.Err }

// state is room that is used again by every call: an instance has one thread.
var state = struct{ pointer, value []byte }{make([]byte, 0, 256), make([]byte, 4096)}

func scratch() []byte { return state.value[:0] }

// read gives the JSON text at pointer, in room that the next call uses again.
func read(pointer []byte) ([]byte, error) {
	n := hostGet(pointer, state.value)
	if int(n) > len(state.value) {
		state.value = make([]byte, n)
		n = hostGet(pointer, state.value)
	}
	if n < 0 {
		return nil, accessError(pointer, n)
	}
	return state.value[:n], nil
}

func write(pointer, text []byte) error {
	if cap(text) > len(state.value) {
		state.value = text[:cap(text)] // it has grown: keep it for the next
	}
	return accessError(pointer, hostSet(pointer, text))
}

func remove(pointer []byte) error { return accessError(pointer, hostRemove(pointer)) }

func as[T any](pointer []byte, parse func([]byte) (T, bool)) (value T, err error) {
	text, err := read(pointer)
	if err != nil {
		return value, err
	}
	value, ok := parse(text)
	if !ok {
		return value, accessError(pointer, -5)
	}
	return value, nil
}

func accessError(pointer []byte, code int32) error {
	if code >= 0 {
		return nil
	}
	causes := [...]error{ErrAbsent, ErrBadPointer, ErrNotAllowed, ErrLimit, ErrType}
	return &AccessError{string(pointer), causes[min(int(-code), len(causes))-1]}
}
