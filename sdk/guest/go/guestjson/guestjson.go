package guestjson

import (
	"bytes"
	"encoding/json"

	guest "github.com/drayhq/dray/sdk/guest/go"
)

// Get decodes the value at pointer below place into what value points to.
func Get(place guest.Place, pointer string, value any) error {
	text, err := place.Get(pointer)
	if err != nil {
		return err
	}
	dec := json.NewDecoder(bytes.NewReader([]byte(text)))
	dec.UseNumber()
	return at(place, pointer, dec.Decode(value))
}

// Set encodes value and sets it at pointer below place.
func Set(place guest.Place, pointer string, value any) error {
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return at(place, pointer, err)
	}
	return place.Set(pointer, text.String())
}

func at(place guest.Place, pointer string, err error) error {
	if err == nil {
		return nil
	}
	return &guest.AccessError{Pointer: string(place) + pointer, Err: err}
}
