package document

import "github.com/drayhq/dray/plugins/wasm/document/pointer"

// Remove takes away what at leads to; an element's place in its list closes. It is
// Done also when nothing is there.
func (d *Document) Remove(at []byte) Code {
	rest, code := d.writable(at)
	if code == Done {
		if code = d.remove(string(rest)); code == Done {
			d.touch()
		}
	}
	if code == Absent {
		return Done
	}
	return code
}

// remove is Absent when nothing was there.
func (d *Document) remove(rest string) Code {
	member, rest := pointer.Next(rest)
	switch member {
	case "headers":
		return d.header.Remove(rest)
	case "query":
		return d.query.Remove(rest)
	case "body":
		return d.removeBody(rest)
	}
	if len(rest) > 0 {
		return BadPointer
	}
	return NotAllowed // without its method or its URL it is no request
}

func (d *Document) removeBody(rest string) Code {
	if len(rest) == 0 {
		if d.body == nil {
			return Absent
		}
		d.body = nil
		return Done
	}
	body, code := d.owned.Cut(d.body, rest)
	if code == Done {
		d.body = body
	}
	return code
}

// writable gives what of at is below the request, if that is a place to write to. It
// is Absent where the document has nothing, ever.
func (d *Document) writable(at []byte) (rest []byte, code Code) {
	switch {
	case !pointer.Valid(at):
		return nil, BadPointer
	case len(at) > d.max:
		return nil, OverLimit
	case len(at) == 0:
		return nil, NotAllowed
	}
	token, rest := pointer.Next(at)
	switch string(token) {
	case "event", "run", "config":
		return nil, NotAllowed
	case "request":
		if len(rest) == 0 {
			return nil, NotAllowed
		}
	default:
		return nil, Absent
	}
	member, below := pointer.Next(rest)
	switch string(member) {
	case "headers", "query":
		if len(below) == 0 {
			return nil, NotAllowed
		}
	case "method", "url", "body":
	default:
		return nil, Absent
	}
	return rest, Done
}
