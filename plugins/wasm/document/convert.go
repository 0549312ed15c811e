package document

import (
	"errors"
	"math"
	"strings"
)

// Err gives a Code as an error for those who don't speak the ABI, nil for Done.
func (c Code) Err() error {
	if c == Done {
		return nil
	}
	return errors.New(c.String())
}

// Encode writes a value as Get does.
func Encode(v any) ([]byte, error) {
	d := Document{max: math.MaxInt}
	if code := d.encode(v); code != Done {
		return nil, code.Err()
	}
	return d.buf, nil
}

// Decode reads one JSON text as Set does.
func Decode(text []byte) (any, error) {
	v, code := decode(text, maxDepth)
	if code != Done {
		return nil, code.Err()
	}
	return v, nil
}

// Escape makes a name a token of a pointer.
func Escape(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
}
