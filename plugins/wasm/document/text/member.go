package text

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/drayhq/dray/plugins/wasm/document/answer"
)

// lineEnd begins the line ends of old JavaScript, U+2028 and U+2029, which a Writer
// escapes, in UTF-8.
var lineEnd = []byte("\xe2\x80")

// member is one of an object, by its place in what is written.
type member struct {
	name       []byte // decoded
	start, end int    // from the name's quote to the end of the value
}

// object reads on after the opening brace.
func (c *Canonical) object(depth int) {
	if c.next() == '}' {
		c.at++
		return
	}
	first, inOrder := len(c.names), true
	for {
		if c.next() != '"' {
			c.fail(answer.BadValue)
			return
		}
		m := member{start: c.place()}
		m.name = c.memberName()
		if c.next() != ':' {
			c.fail(answer.BadValue)
			return
		}
		c.at++
		if last := len(c.names) - 1; last >= first && inOrder {
			inOrder = bytes.Compare(c.names[last].name, m.name) < 0
		}
		c.value(depth)
		m.end = c.place()
		c.names = append(c.names, m)
		if c.ends('}') {
			break
		}
	}
	if !inOrder && c.code == answer.Done {
		c.order(c.names[first:])
	}
	clear(c.names[first:]) // to hold on to nothing
	c.names = c.names[:first]
}

func (c *Canonical) memberName() []byte {
	start := c.at
	escaped := c.str()
	switch {
	case c.code != answer.Done:
		return nil
	case escaped:
		return c.unquoted(c.text[start:c.at])
	}
	return c.text[start+1 : c.at-1]
}

// order puts the members of the object that was just written in order. No name may
// stand there twice.
func (c *Canonical) order(members []member) {
	c.flush()
	start := members[0].start
	if c.moved += len(c.out) - start; c.moved > mostMoved*len(c.text) {
		c.fail(answer.OverLimit) // of what this way is good for
		return
	}
	slices.SortFunc(members, func(a, b member) int { return bytes.Compare(a.name, b.name) })
	for i := range members[1:] {
		if bytes.Equal(members[i].name, members[i+1].name) {
			c.fail(answer.BadValue)
			return
		}
	}
	c.spare = append(c.spare[:0], c.out[start:]...)
	c.out = c.out[:start]
	for i, m := range members {
		if i > 0 {
			c.out = append(c.out, ',')
		}
		c.out = append(c.out, c.spare[m.start-start:m.end-start]...)
	}
	c.out = append(c.out, '}')
}

// str reads a string, and says whether anything is escaped in it.
func (c *Canonical) str() (escaped bool) {
	same, ascii := true, true
	for i := c.at + 1; ; {
		if i += plain(c.text, i); i >= len(c.text) {
			break
		}
		switch b := c.text[i]; {
		case b == '"':
			quoted := c.text[c.at : i+1]
			if !same || !ascii && (!utf8.Valid(quoted) || bytes.Contains(quoted, lineEnd)) {
				c.flush()
				c.out = appendQuoted(c.out, string(c.unquoted(quoted)))
				c.from = i + 1
			}
			c.at = max(c.at, i+1)
			return escaped
		case b == '\\':
			escaped, same = true, same && i+1 < len(c.text) && shortest(c.text[i+1])
			i += 2
		case b >= utf8.RuneSelf:
			ascii = false
			i++
		default:
			c.fail(answer.BadValue)
			return false
		}
	}
	c.fail(answer.BadValue)
	return false
}

// shortest says whether a backslash and b are how a Writer writes what they mean.
func shortest(b byte) bool {
	switch b {
	case '"', '\\', 'b', 'f', 'n', 'r', 't':
		return true
	}
	return false
}

func (c *Canonical) unquoted(quoted []byte) []byte {
	out, err := jsontext.AppendUnquote(make([]byte, 0, len(quoted)), quoted)
	if err != nil { // an escape that isn't one, a lone surrogate, no UTF-8
		c.fail(answer.BadValue)
	}
	return out
}
