package event

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// Decode gives a JSON text as map[string]any, []any, string, json.Number (as it
// was written), bool and nil: just what encoding/json makes of it under
// UseNumber, in less time. Of two equal keys the last wins; they are refused
// before, where the signature is checked.
func Decode(body []byte) (any, error) {
	if !utf8.Valid(body) {
		return nil, errors.New("decoding an event: it is not UTF-8")
	}
	d := decoder{text: string(body), Decoder: jsontext.NewDecoder(bytes.NewBuffer(body),
		jsontext.AllowInvalidUTF8(true), // of lone surrogates, which JavaScript escapes
		jsontext.AllowDuplicateNames(true))}
	v, err := d.value()
	if err != nil {
		return nil, fmt.Errorf("decoding an event: %w", err)
	}
	end := d.InputOffset()
	if _, err := d.ReadToken(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("decoding an event: more follows the value that ends at byte %d", end)
	}
	return v, nil
}

// decoder cuts strings out of one copy of the text: most have no escapes, and
// to allocate each of them would take longer than to read them.
type decoder struct {
	*jsontext.Decoder
	text string
}

func (d decoder) value() (any, error) {
	kind := d.PeekKind()
	switch kind {
	case '{':
		return d.object()
	case '[':
		return d.list()
	case '"':
		return d.str()
	}
	raw, err := d.ReadValue()
	switch {
	case err != nil || kind == 'n':
		return nil, err
	case kind == '0':
		return json.Number(d.slice(raw)), nil
	}
	return kind == 't', nil
}

func (d decoder) object() (any, error) {
	if _, err := d.ReadToken(); err != nil {
		return nil, err
	}
	out := make(map[string]any)
	for d.PeekKind() != '}' {
		key, err := d.str()
		if err != nil {
			return nil, err
		}
		if out[key], err = d.value(); err != nil {
			return nil, err
		}
	}
	_, err := d.ReadToken()
	return out, err
}

func (d decoder) list() (any, error) {
	if _, err := d.ReadToken(); err != nil {
		return nil, err
	}
	out := []any{}
	for d.PeekKind() != ']' {
		v, err := d.value()
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	_, err := d.ReadToken()
	return out, err
}

func (d decoder) str() (string, error) {
	raw, err := d.ReadValue()
	if err != nil {
		return "", err
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		text := d.slice(raw)
		return text[1 : len(text)-1], nil
	}
	// After the tokenizer has passed the string, all that AppendUnquote can object
	// to is a lone surrogate, which becomes U+FFFD.
	out, _ := jsontext.AppendUnquote(nil, raw)
	return string(out), nil
}

// slice gives what was just read, as part of the text.
func (d decoder) slice(raw []byte) string {
	end := int(d.InputOffset())
	return d.text[end-len(raw) : end]
}
