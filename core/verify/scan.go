package verify

import (
	"bytes"
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// span is where something lies in the raw message: an object member from the
// first byte of its name to the last of its value.
type span struct{ from, to int }

// scan is what one pass over a message finds.
type scan struct {
	raw                  []byte
	headers              span   // the member `headers`, zero when there is none
	members              []span // the signature members in it, as they come
	signature, timestamp string
	method               string // payload.action.invocationMethod.type
}

// scanMessage checks that raw is one JSON object and finds what Cut is after.
// Escaped lone surrogates pass: JavaScript writes them.
func scanMessage(raw []byte) (*scan, error) {
	d := jsontext.NewDecoder(bytes.NewBuffer(raw), jsontext.AllowInvalidUTF8(true))
	switch kind := d.PeekKind(); kind {
	case '{', 0: // 0: the error comes with reading
	default:
		if err := d.SkipValue(); err != nil {
			return nil, junkOf(err, len(raw)) // "nonsense" begins like null
		}
		return nil, junk(NotObject, "%s", kindName(kind))
	}
	s := &scan{raw: raw}
	if err := s.message(d); err != nil {
		if errors.Is(err, io.EOF) && whiteSpace(raw) == len(raw) {
			return nil, junk(Empty, "%d bytes, none of them JSON", len(raw))
		}
		return nil, junkOf(err, len(raw))
	}
	if end := int(d.InputOffset()); end+whiteSpace(raw[end:]) < len(raw) {
		return nil, junk(Trailing, "more follows the object, which ends at byte %d", end)
	}
	return s, nil
}

func (s *scan) message(d *jsontext.Decoder) error {
	return members(d, func(name []byte, from int) error {
		switch string(name) {
		case "headers":
			err := s.signatureMembers(d)
			s.headers = span{from, int(d.InputOffset())}
			return err
		case "payload":
			return s.methodType(d, "action", "invocationMethod", "type")
		}
		return skip(d)
	})
}

func (s *scan) signatureMembers(d *jsontext.Decoder) error {
	return members(d, func(name []byte, from int) (err error) {
		switch string(name) {
		case SignatureHeader:
			s.signature, err = text(d)
		case TimestampHeader:
			s.timestamp, err = text(d)
		default:
			return skip(d)
		}
		s.members = append(s.members, span{from, int(d.InputOffset())})
		return err
	})
}

// methodType reads what lies at path, if it is a string.
func (s *scan) methodType(d *jsontext.Decoder, path ...string) error {
	return members(d, func(name []byte, _ int) (err error) {
		switch {
		case string(name) != path[0]:
			return skip(d)
		case len(path) > 1:
			return s.methodType(d, path[1:]...)
		}
		s.method, err = text(d)
		return err
	})
}

// members calls each with the name and the place of every member of the object
// that comes next; each has to read the value. What isn't an object is read over.
func members(d *jsontext.Decoder, each func(name []byte, from int) error) error {
	if d.PeekKind() != '{' {
		return skip(d)
	}
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	for d.PeekKind() != '}' {
		raw, err := d.ReadValue()
		if err != nil {
			return err
		}
		from := int(d.InputOffset()) - len(raw)
		if err := each(unquote(raw), from); err != nil {
			return err
		}
	}
	_, err := d.ReadToken()
	return err
}

func skip(d *jsontext.Decoder) error {
	_, err := d.ReadValue()
	return err
}

// text reads a value: a string without its quotes, nothing for null, anything
// else as it was written, for it may be a number.
func text(d *jsontext.Decoder) (string, error) {
	raw, err := d.ReadValue()
	switch {
	case err != nil || raw.Kind() == 'n':
		return "", err
	case raw.Kind() == '"':
		return string(unquote(raw)), nil
	}
	return string(raw), nil
}

// unquote gives the text of a string that the tokenizer has passed, valid until
// the next read. All that AppendUnquote can object to is a lone surrogate, which
// becomes U+FFFD.
func unquote(raw []byte) []byte {
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1]
	}
	out, _ := jsontext.AppendUnquote(nil, raw)
	return out
}

func kindName(kind jsontext.Kind) string {
	switch kind {
	case '[':
		return "a list"
	case '"':
		return "a string"
	case '0':
		return "a number"
	}
	return kind.String()
}
