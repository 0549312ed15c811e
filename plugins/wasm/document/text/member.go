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

// member is one of an object, by its place in what is written. It holds no pointers: the
// collector has nothing to follow, and to move one is cheap.
type member struct {
	start, end int // from the name's quote to the end of the value
	name       span
}

// span is where a name is, decoded: in what is read, or in what held escapes.
type span struct {
	start, end int
	escaped    bool
}

func (c *Canonical) nameOf(m member) []byte {
	if m.name.escaped {
		return c.plain[m.name.start:m.name.end]
	}
	return c.text[m.name.start:m.name.end]
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
			inOrder = bytes.Compare(c.nameOf(c.names[last]), c.nameOf(m)) < 0
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
	c.names = c.names[:first]
}

func (c *Canonical) memberName() span {
	start := c.at
	escaped := c.str()
	switch {
	case c.code != answer.Done:
		return span{}
	case escaped:
		from := len(c.plain)
		c.plain = append(c.plain, c.unquoted(c.text[start:c.at])...)
		return span{from, len(c.plain), true}
	}
	return span{start + 1, c.at - 1, false}
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
	c.sort(members)
	for i := range members[1:] {
		if bytes.Equal(c.nameOf(members[i]), c.nameOf(members[i+1])) {
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

// few is how many members are put in order one by one, which is what is most often
// wanted: one that came in front of its place.
const few = 16

func (c *Canonical) sort(members []member) {
	if len(members) > few {
		slices.SortFunc(members, func(a, b member) int { return bytes.Compare(c.nameOf(a), c.nameOf(b)) })
		return
	}
	for i := 1; i < len(members); i++ {
		m, to := members[i], i
		for ; to > 0 && bytes.Compare(c.nameOf(m), c.nameOf(members[to-1])) < 0; to-- {
			members[to] = members[to-1]
		}
		members[to] = m
	}
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
