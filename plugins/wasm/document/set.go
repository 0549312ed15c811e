package document

import (
	"strings"

	"github.com/drayhq/dray/plugins/wasm/document/header"
	"github.com/drayhq/dray/plugins/wasm/document/pointer"
	"github.com/drayhq/dray/plugins/wasm/document/text"
)

// Set puts json, a JSON text, where at leads to.
func (d *Document) Set(at, json []byte) Code {
	p, below, code := d.writable(at)
	switch {
	case code == Absent:
		return NotAllowed // a place that the document doesn't have
	case code != Done:
		return code
	case len(json) > d.max || d.written+len(at)+len(json) > callValues*d.max:
		return OverLimit
	}
	d.written += len(at) + len(json)
	// Names and values are cut out of one copy of what the guest gave.
	d.given = append(append(d.given[:0], below...), json...)
	given := string(d.given)
	if code = d.set(p, given[:len(below)], given[len(below):]); code == Done {
		d.touch()
	}
	return code
}

func (d *Document) set(p place, below, json string) Code {
	switch p {
	case atHeaders:
		return d.header.Set(below, json)
	case atQuery:
		return d.query.Set(below, json)
	case atBody:
		return d.setBody(below, json)
	}
	if len(below) > 0 {
		return BadPointer
	}
	s, code := text.DecodeString(json)
	switch {
	case code != Done:
		return code
	case p == atURL:
		d.url = s
	case header.IsToken(s):
		d.method = strings.ToUpper(s)
	default:
		return BadValue
	}
	return Done
}

func (d *Document) setBody(below, json string) Code {
	room := MaxDepth - pointer.Levels(below)
	if room < 0 {
		return OverLimit
	}
	v, code := text.Decode(json, room)
	if code != Done {
		return code
	}
	d.look(len(below))
	filled, code := d.owned.Put(d.body, below, v)
	if code == Done {
		d.body = filled
	}
	return code
}
