package document

import (
	"strconv"
	"time"
)

// Get gives the JSON text of what pointer leads to: names sorted, numbers as they
// were written, no HTML escaping. It is valid until the document's next call.
// Prefixes leave out what is hidden.
func (d *Document) Get(pointer []byte) (json []byte, code Code) {
	d.buf = d.buf[:0]
	if code := d.get(pointer); code != Done {
		return nil, code
	}
	if len(d.buf) > d.max {
		return nil, OverLimit
	}
	return d.buf, Done
}

func (d *Document) get(pointer []byte) Code {
	switch {
	case !wellFormed(pointer):
		return BadPointer
	case len(pointer) == 0:
		return d.encodeWhole()
	}
	token, rest := next(pointer)
	switch string(token) {
	case "event":
		return d.find(d.event, rest)
	case "request":
		return d.getRequest(rest)
	case "run":
		return d.getRun(rest)
	case "config":
		return d.find(d.config, rest)
	}
	return Absent
}

// find gives what rest leads to from v on.
func (d *Document) find(v any, rest []byte) Code {
	for len(rest) > 0 {
		var token []byte
		token, rest = next(rest)
		switch parent := v.(type) {
		case map[string]any:
			child, ok := parent[string(token)]
			if !ok {
				return Absent
			}
			v = child
		case []any:
			i, code := index(token, len(parent))
			if code != Done {
				return code
			}
			v = parent[i]
		case nil:
			return Absent
		default:
			return BadPointer
		}
	}
	return d.encode(v)
}

func (d *Document) encodeWhole() Code {
	d.buf = append(d.buf, '{')
	d.name("config")
	code := d.encode(d.config)
	if code == Done {
		d.name("event")
		code = d.encode(d.event)
	}
	if code == Done && d.there {
		d.name("request")
		code = d.encodeRequest()
	}
	if code == Done {
		d.name("run")
		code = d.getRun(nil)
	}
	d.buf = append(d.buf, '}')
	return code
}

// getRun gives what the run is known by; made when asked for, for most modules don't.
func (d *Document) getRun(rest []byte) Code {
	if len(rest) == 0 {
		d.buf = append(d.buf, '{')
		for _, member := range [...]string{"attempt", "id", "now", "topic"} {
			d.name(member)
			d.runMember(member)
		}
		d.buf = append(d.buf, '}')
		return Done
	}
	token, rest := next(rest)
	switch {
	case !d.runMember(string(token)):
		return Absent
	case len(rest) > 0:
		return BadPointer
	}
	return Done
}

func (d *Document) runMember(name string) bool {
	switch name {
	case "attempt":
		d.buf = strconv.AppendInt(d.buf, int64(d.attempt), 10)
	case "id":
		d.buf = appendQuoted(d.buf, d.id)
	case "now":
		d.buf = append(d.now.UTC().AppendFormat(append(d.buf, '"'), time.RFC3339Nano), '"')
	case "topic":
		d.buf = appendQuoted(d.buf, d.topic)
	default:
		return false
	}
	return true
}
