package mapping

import (
	"strconv"
	"strings"

	"github.com/drayhq/dray/plugins/jq/python"
)

// What follows reads JSON as pydantic 1 does for the agent's model: it takes what
// can be seen as the wanted type, so a number stands for its text, and a list of
// pairs for an object.

// asString gives the text of a string, number or boolean.
func (n *node) asString() (string, bool) {
	switch n.kind {
	case '"':
		return n.text, true
	case '0':
		return python.Number(n.text), true
	case 't', 'f':
		return python.Str(n.kind == 't'), true
	}
	return "", false
}

// asBool gives what counts as a boolean. Strings do, in any case but with no
// white space around: the rest of them are jq programs.
func (n *node) asBool() (value, ok bool) {
	switch n.kind {
	case 't', 'f':
		return n.kind == 't', true
	case '0':
		f, err := strconv.ParseFloat(n.text, 64)
		return f == 1, err == nil && (f == 0 || f == 1)
	case '"':
		switch strings.ToLower(n.text) {
		case "1", "true", "t", "yes", "y", "on":
			return true, true
		case "0", "false", "f", "no", "n", "off":
			return false, true
		}
	}
	return false, false
}

// asObject gives the members of an object, or of what Python's dict makes one
// from: a list of pairs, or the empty string.
func (n *node) asObject() ([]member, bool) {
	switch {
	case n.kind == '{':
		return n.members, true
	case n.kind == '"':
		return nil, n.text == ""
	case n.kind != '[':
		return nil, false
	}
	object := &node{}
	for _, item := range n.items {
		pair := item.elements()
		if len(pair) != 2 {
			return nil, false
		}
		name, ok := pair[0].asString()
		if !ok {
			return nil, false
		}
		object.put(member{name: name, offset: pair[0].offset, value: pair[1]})
	}
	return object.members, true
}

// elements gives what Python iterates over: items, characters, names.
func (n *node) elements() []*node {
	switch n.kind {
	case '[':
		return n.items
	case '"':
		var chars []*node
		for _, r := range n.text {
			chars = append(chars, &node{kind: '"', offset: n.offset, text: string(r)})
		}
		return chars
	case '{':
		var names []*node
		for _, m := range n.members {
			names = append(names, &node{kind: '"', offset: m.offset, text: m.name})
		}
		return names
	}
	return nil
}

// what names the JSON type, for messages.
func (n *node) what() string {
	switch n.kind {
	case 'n':
		return "null"
	case 't', 'f':
		return "a boolean"
	case '0':
		return "a number"
	case '"':
		return "a string"
	case '[':
		return "a list"
	}
	return "an object"
}
