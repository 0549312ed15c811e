package mapping

import (
	"bytes"
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// node is a JSON value that knows its place and the order of its members.
type node struct {
	kind    jsontext.Kind // n, t, f, ", 0, { or [
	offset  int           // of its first byte
	text    string        // of a string or a number
	items   []*node
	members []member
	index   map[string]int // of members, by name
}

type member struct {
	name   string
	offset int // of the name
	value  *node
}

// readJSON gives the tree of a whole JSON text. Of members with the same name the
// last value counts, at the place of the first, as in Python.
func readJSON(data []byte) (*node, error) {
	dec := jsontext.NewDecoder(bytes.NewReader(data), jsontext.AllowDuplicateNames(true))
	root, err := readNode(dec)
	if errors.Is(err, io.EOF) {
		return nil, errors.New("the file is empty; a list of mappings is wanted, [] at least")
	}
	if err != nil {
		return nil, err
	}
	if _, err := dec.ReadToken(); !errors.Is(err, io.EOF) {
		return nil, &jsontext.SyntacticError{ByteOffset: dec.InputOffset(), Err: errors.New("more text after the list")}
	}
	return root, nil
}

func readNode(dec *jsontext.Decoder) (*node, error) {
	switch kind := dec.PeekKind(); kind {
	case '{', '[':
		if _, err := dec.ReadToken(); err != nil {
			return nil, err
		}
		n := &node{kind: kind, offset: int(dec.InputOffset()) - 1}
		for dec.PeekKind() != '}' && dec.PeekKind() != ']' {
			if err := n.readElement(dec); err != nil {
				return nil, err
			}
		}
		_, err := dec.ReadToken()
		return n, err
	default:
		raw, err := dec.ReadValue()
		if err != nil {
			return nil, err
		}
		n := &node{kind: kind, offset: int(dec.InputOffset()) - len(raw), text: string(raw)}
		if kind == '"' {
			text, err := jsontext.AppendUnquote(nil, raw)
			if err != nil {
				return nil, err
			}
			n.text = string(text)
		}
		return n, nil
	}
}

func (n *node) readElement(dec *jsontext.Decoder) error {
	first, err := readNode(dec)
	if err != nil {
		return err
	}
	if n.kind == '[' {
		n.items = append(n.items, first)
		return nil
	}
	value, err := readNode(dec)
	if err != nil {
		return err
	}
	n.put(member{name: first.text, offset: first.offset, value: value})
	return nil
}

func (n *node) put(m member) {
	if i, ok := n.index[m.name]; ok {
		n.members[i].value = m.value
		return
	}
	if n.index == nil {
		n.index = make(map[string]int)
	}
	n.index[m.name] = len(n.members)
	n.members = append(n.members, m)
}
