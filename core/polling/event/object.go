package event

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// object is a JSON object whose members keep their order and their text: a mapping can
// see both. The zero value has no members.
type object []member

type member struct {
	name  string
	value json.RawMessage
}

// read reads an object; nil for what is absent, null, or no object.
func read(text json.RawMessage) (object, error) {
	text = bytes.TrimSpace(text)
	if len(text) == 0 || text[0] != '{' {
		return nil, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	if _, err := decoder.Token(); err != nil {
		return nil, fmt.Errorf("reading an object: %w", err)
	}
	out := object{}
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return nil, fmt.Errorf("reading an object: %w", err)
		}
		name, _ := token.(string) // nothing else names a member
		m := member{name: name}
		if err := decoder.Decode(&m.value); err != nil {
			return nil, fmt.Errorf("reading member %q: %w", m.name, err)
		}
		out = append(out, m)
	}
	return out, nil
}

// get gives a member's value, nil if there is none.
func (o object) get(name string) json.RawMessage {
	for _, m := range o {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

// with gives the object with a member set, in its place or as the last.
func (o object) with(name string, value json.RawMessage) object {
	out := append(object(nil), o...)
	for i := range out {
		if out[i].name == name {
			out[i].value = value
			return out
		}
	}
	return append(out, member{name, value})
}

// within sets a member of the object that member name is.
func (o object) within(name, inner string, value json.RawMessage) (object, error) {
	held, err := read(o.get(name))
	if err != nil {
		return nil, err
	}
	return o.with(name, held.with(inner, value).text()), nil
}

func (o object) text() json.RawMessage {
	out := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(append(out, quoted(m.name)...), ':'), m.value...)
	}
	return append(out, '}')
}

func quoted(text string) json.RawMessage {
	out, err := json.Marshal(text)
	if err != nil { // cannot be: a string always encodes
		return json.RawMessage(`""`)
	}
	return out
}
