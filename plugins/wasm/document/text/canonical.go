package text

import (
	"bytes"
	"math"

	"github.com/drayhq/dray/plugins/wasm/document/answer"
)

// Canonical rewrites JSON text as a Writer writes what Decode makes of it, without
// making it: to build objects that nobody looks into takes most of the time of a
// call that passes text on.
type Canonical struct {
	text  []byte
	at    int         // what was read of text
	code  answer.Code // why it stopped; Done while all is well
	out   []byte      // what is written, and then
	from  int         // what was read from here on
	names []member    // a stack: of each object that is being read, those read so far
	plain []byte      // the names of those that hold escapes, without them
	spare []byte      // for members that are put in order
	moved int         // bytes that were
}

// mostMoved is how many times the text is moved at most to put members in order. Text
// that is nested deeply and out of order at each level is decoded instead.
const mostMoved = 8

// Of gives text, which must be one JSON value of at most depth levels, in the one form.
// What it gives is valid until the next call.
func (c *Canonical) Of(text []byte, depth int) ([]byte, answer.Code) {
	c.text, c.at, c.code, c.out, c.from, c.moved = text, 0, answer.Done, c.out[:0], 0, 0
	c.value(depth)
	if c.next(); c.at < len(c.text) {
		c.fail(answer.BadValue)
	}
	c.text, c.names, c.plain = nil, c.names[:0], c.plain[:0]
	switch {
	case c.moved > mostMoved*len(text):
		return decoded(text, depth)
	case c.code != answer.Done:
		return nil, c.code
	case c.from == 0: // as it should be
		return text, answer.Done
	}
	return append(c.out, text[c.from:]...), answer.Done
}

// Trim lets go of buffers that are longer than keep.
func (c *Canonical) Trim(keep int) {
	if max(cap(c.out), cap(c.plain)) > keep {
		*c = Canonical{}
	}
}

// decoded is Of the long way.
func decoded(text []byte, depth int) ([]byte, answer.Code) {
	v, code := Decode(string(text), depth)
	if code != answer.Done {
		return nil, code
	}
	w := Writer{Max: math.MaxInt}
	code = w.Value(v)
	return w.Text, code
}

func (c *Canonical) fail(code answer.Code) {
	if c.code == answer.Done {
		c.code = code
	}
	c.at = len(c.text) // so that every loop ends
}

// flush writes what was read.
func (c *Canonical) flush() {
	c.out = append(c.out, c.text[c.from:c.at]...)
	c.from = c.at
}

// place gives the length of what is written and what was read.
func (c *Canonical) place() int { return len(c.out) + c.at - c.from }

// next gives the next byte that is no white space, 0 at the end.
func (c *Canonical) next() byte {
	if c.at < len(c.text) && c.text[c.at] > ' ' {
		return c.text[c.at]
	}
	return c.space()
}

// space is next for where white space may be, which is left out.
func (c *Canonical) space() byte {
	c.flush()
	for ; c.at < len(c.text); c.at++ {
		switch b := c.text[c.at]; b {
		case ' ', '\t', '\n', '\r':
		default:
			c.from = c.at
			return b
		}
	}
	c.from = c.at
	return 0
}

// value rewrites any value of at most depth levels.
func (c *Canonical) value(depth int) {
	switch b := c.next(); b {
	case '"':
		c.str()
	case '{', '[':
		if depth <= 0 {
			c.fail(answer.OverLimit)
			return
		}
		c.at++
		if b == '{' {
			c.object(depth - 1)
		} else {
			c.list(depth - 1)
		}
	case 't':
		c.word("true")
	case 'f':
		c.word("false")
	case 'n':
		c.word("null")
	default:
		c.read(numberLen(c.text[c.at:]))
	}
}

func (c *Canonical) word(word string) {
	if !bytes.HasPrefix(c.text[c.at:], []byte(word)) {
		c.fail(answer.BadValue)
		return
	}
	c.read(len(word))
}

// read reads so many bytes, none if what was looked for isn't there.
func (c *Canonical) read(n int) {
	if n == 0 {
		c.fail(answer.BadValue)
		return
	}
	c.at += n
}

// list reads on after the opening bracket.
func (c *Canonical) list(depth int) {
	if c.next() == ']' {
		c.at++
		return
	}
	for {
		c.value(depth)
		if c.ends(']') {
			return
		}
	}
}

// ends reads what follows an element, and says whether it was the last one.
func (c *Canonical) ends(closing byte) bool {
	b := c.next()
	if b != closing && b != ',' {
		c.fail(answer.BadValue)
		return true
	}
	c.at++
	return b == closing
}
