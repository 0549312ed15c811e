package bound

import (
	"encoding/binary"
	"errors"
)

// pause is an empty loop.
const pause = "\x03\x40\x0b"

// Stoppable gives a module, as [Module] gave it, whose functions all begin with an
// empty loop. The compiler has a guest look whether to stop at the head of a loop and
// nowhere else, so that functions which call each other could run on for ever.
func Stoppable(module []byte) ([]byte, error) {
	const header = 8
	if len(module) < header {
		return nil, errUnreadable
	}
	out := append(make([]byte, 0, len(module)+len(module)/8), module[:header]...)
	for rest := (&reader{b: module[header:]}); len(rest.b) > 0; {
		id := rest.byte()
		content := rest.take(rest.uint(), "a section")
		if id == codeSection {
			r := &reader{b: content}
			if content = paused(r); r.failed() {
				return nil, errUnreadable
			}
		}
		if rest.failed() {
			return nil, errUnreadable
		}
		out = binary.AppendUvarint(append(out, id), uint64(len(content)))
		out = append(out, content...)
	}
	return out, nil
}

const codeSection = 10

var errUnreadable = errors.New("the file can't be read: its sections or its functions are not of the form that they must have")

// paused gives the functions of a code section with a pause after their locals.
func paused(r *reader) []byte {
	count := r.count("functions")
	out := binary.AppendUvarint(make([]byte, 0, len(r.b)+len(r.b)/8), count)
	for ; count > 0 && !r.failed(); count-- {
		body := r.take(r.uint(), "a function")
		in := &reader{b: body}
		for kinds := in.count("kinds of local"); kinds > 0 && !in.failed(); kinds-- {
			in.uint()
			valueType(in)
		}
		if in.failed() {
			r.fail(in.err)
			return nil
		}
		locals := body[:len(body)-len(in.b)]
		out = binary.AppendUvarint(out, uint64(len(body)+len(pause)))
		out = append(append(append(out, locals...), pause...), in.b...)
	}
	return out
}
