package tree

import (
	"errors"
	"fmt"
)

// Error is one thing that is wrong in a config, on one line.
type Error struct {
	At   string // file, line and column, or a variable; "" if it is nowhere
	Key  string // the key's path; "" for the document
	Text string // what is wrong, and how to mend it
}

// Error gives "dray.yaml:12:5: limits.drain: …".
func (e *Error) Error() string {
	text := e.Text
	if e.Key != "" {
		text = e.Key + ": " + text
	}
	if e.At != "" {
		text = e.At + ": " + text
	}
	return text
}

// Errorf makes an [Error].
func Errorf(at, key, format string, args ...any) error {
	return &Error{At: at, Key: key, Text: fmt.Sprintf(format, args...)}
}

// UnfilledError is an [Error] about a ${…} for which there is no value.
type UnfilledError struct{ error }

// Unwrap gives the [Error].
func (e UnfilledError) Unwrap() error { return e.error }

// Errors gathers errors, so that a person can mend all of them at once.
type Errors struct{ list []error }

// Add takes errors; nil ones are left out.
func (e *Errors) Add(errs ...error) {
	for _, err := range errs {
		if err != nil {
			e.list = append(e.list, err)
		}
	}
}

// Addf adds an [Error].
func (e *Errors) Addf(at, key, format string, args ...any) {
	e.Add(Errorf(at, key, format, args...))
}

// Err gives what was gathered as one error, nil if that is nothing.
func (e *Errors) Err() error { return errors.Join(e.list...) }
