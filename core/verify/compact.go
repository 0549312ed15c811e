package verify

import "bytes"

// maxDepth bounds how deep objects and lists may lie in each other. port-agent
// reads no deeper either: Python's decoder gives up there.
const maxDepth = 1000

// compact gives raw, which must be valid JSON, without insignificant white space
// and without the object members that lie at cut, in order. It fails when raw is
// nested too deeply.
func compact(raw []byte, cut []span) ([]byte, error) {
	c := compactor{out: make([]byte, 0, len(raw))}
	from := 0
	for _, member := range cut {
		c.add(raw[from:member.from])
		from = member.to + whiteSpace(raw[member.to:])
		if raw[from] == ',' {
			from++
		} else { // the last member: the comma before it goes
			c.out = bytes.TrimSuffix(c.out, []byte{','})
		}
	}
	c.add(raw[from:])
	if c.deepest > maxDepth {
		return nil, tooDeep()
	}
	return c.out, nil
}

type compactor struct {
	out            []byte
	depth, deepest int
}

// add appends a piece of JSON that starts and ends between two tokens, a run of
// bytes without white space at a time.
func (c *compactor) add(piece []byte) {
	kept := 0
	for i := 0; i < len(piece); i++ {
		switch piece[i] {
		case '"':
			i = stringEnd(piece, i)
		case '{', '[':
			c.depth++
			c.deepest = max(c.deepest, c.depth)
		case '}', ']':
			c.depth--
		case ' ', '\t', '\r', '\n':
			c.out = append(c.out, piece[kept:i]...)
			kept = i + 1
		}
	}
	c.out = append(c.out, piece[kept:]...)
}

// stringEnd gives where the string that opens at i has its closing quote.
func stringEnd(piece []byte, i int) int {
	for i++; i < len(piece) && piece[i] != '"'; i++ {
		if piece[i] == '\\' {
			i++
		}
	}
	return i
}

func whiteSpace(text []byte) int {
	return len(text) - len(bytes.TrimLeft(text, " \t\r\n"))
}
