package text

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// Check says what keeps text from being one JSON value of at most depth levels, in UTF-8
// and with no name twice in an object, which is what Decode reads. It makes nothing of
// the text: to build objects that nobody looks into takes longer than all the rest of a
// call that passes text on.
func Check(text []byte, depth int) error {
	if !jsontext.Value(text).IsValid() {
		return invalid(text)
	}
	if bytes.Count(text, []byte{'['})+bytes.Count(text, []byte{'{'}) <= depth {
		return nil
	}
	decoder := jsontext.NewDecoder(bytes.NewReader(text))
	for {
		switch _, err := decoder.ReadToken(); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("reading the JSON: %w", err)
		case decoder.StackDepth() > depth:
			return fmt.Errorf("it is nested deeper than %d levels", depth)
		}
	}
}

// invalid finds out what is wrong, and where.
func invalid(text []byte) error {
	decoder := jsontext.NewDecoder(bytes.NewReader(text))
	_, err := decoder.ReadValue()
	if err == nil {
		_, err = decoder.ReadToken() // what follows
	}
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("it ends too early")
	case err == nil:
		return errors.New("another value follows the first")
	}
	return err //nolint:wrapcheck // it says what and where
}
