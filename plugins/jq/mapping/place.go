package mapping

import "unicode/utf8"

// places turns byte offsets into positions. It goes on from the last one, since
// they are mostly asked for in order.
type places struct {
	data   []byte
	offset int
	Position
}

func newPlaces(data []byte) *places {
	return &places{data: data, Position: Position{Line: 1, Column: 1}}
}

func (p *places) at(offset int) Position {
	if offset < p.offset {
		*p = *newPlaces(p.data)
	}
	for p.offset < min(offset, len(p.data)) {
		_, size := utf8.DecodeRune(p.data[p.offset:])
		if p.data[p.offset] == '\n' {
			p.Line, p.Column = p.Line+1, 0
		}
		p.Column++
		p.offset += size
	}
	return p.Position
}
