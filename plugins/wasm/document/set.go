package document

import (
	"bytes"
	"strings"
)

// Set puts a value, a JSON text, where pointer leads to.
func (d *Document) Set(pointer, json []byte) Code {
	token, rest, code := d.writable(pointer)
	switch {
	case code == Absent:
		return NotAllowed // a place that the document doesn't have
	case code != Done:
		return code
	case len(json) > d.max || d.written > callValues*d.max-len(pointer)-len(json):
		return OverLimit
	}
	d.written += len(pointer) + len(json)
	switch string(token) {
	case "method":
		code = d.setMethod(rest, json)
	case "url":
		code = d.setURL(rest, json)
	case "headers":
		code = d.setHeader(rest, json)
	case "query":
		code = d.setQuery(rest, json)
	default:
		code = d.setBody(rest, json)
	}
	if code == Done {
		d.touch()
	}
	return code
}

// Remove takes away what pointer leads to; an element's place in its list closes.
// It is Done also when nothing is there.
func (d *Document) Remove(pointer []byte) Code {
	token, rest, code := d.writable(pointer)
	if code != Done {
		return gone(code)
	}
	var removed bool
	switch string(token) {
	case "method", "url": // without them there is no request
		if len(rest) > 0 {
			return BadPointer
		}
		return NotAllowed
	case "headers":
		removed, code = d.removeHeader(rest)
	case "query":
		removed, code = d.removeQuery(rest)
	default:
		removed, code = d.removeBody(rest)
	}
	if removed {
		d.touch()
	}
	return gone(code)
}

// gone is the code of a removal: what is absent is as good as removed.
func gone(code Code) Code {
	if code == Absent {
		return Done
	}
	return code
}

// writable gives the member of the request that pointer leads to, and what of the
// pointer follows. It is Absent where the document has nothing, ever.
func (d *Document) writable(pointer []byte) (member, rest []byte, code Code) {
	if !wellFormed(pointer) {
		return nil, nil, BadPointer
	}
	if len(pointer) > d.max {
		return nil, nil, OverLimit
	}
	if len(pointer) == 0 {
		return nil, nil, NotAllowed
	}
	token, rest := next(pointer)
	switch string(token) {
	case "event", "run", "config":
		return nil, nil, NotAllowed
	case "request":
		if len(rest) == 0 {
			return nil, nil, NotAllowed
		}
	default:
		return nil, nil, Absent
	}
	member, rest = next(rest)
	switch string(member) {
	case "headers", "query":
		if len(rest) == 0 {
			return nil, nil, NotAllowed
		}
	case "method", "url", "body":
	default:
		return nil, nil, Absent
	}
	return member, rest, Done
}

func (d *Document) setMethod(rest, json []byte) Code {
	method, code := decodeText(json)
	switch {
	case len(rest) > 0:
		return BadPointer
	case code != Done:
		return code
	case !isToken(method):
		return BadValue
	}
	d.request.Method = strings.ToUpper(method)
	return Done
}

func (d *Document) setURL(rest, json []byte) Code {
	url, code := decodeText(json)
	switch {
	case len(rest) > 0:
		return BadPointer
	case code != Done:
		return code
	}
	d.request.URL = url
	return Done
}

// levels gives how many tokens there are in a pointer's rest.
func levels(rest []byte) int { return bytes.Count(rest, []byte{'/'}) }
