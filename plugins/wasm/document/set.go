package document

import (
	"strings"

	"github.com/drayhq/dray/plugins/wasm/document/header"
	"github.com/drayhq/dray/plugins/wasm/document/pointer"
	"github.com/drayhq/dray/plugins/wasm/document/text"
)

// Set puts json, a JSON text, where at leads to.
func (d *Document) Set(at, json []byte) Code {
	rest, code := d.writable(at)
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
	given := string(rest) + "\n" + string(json)
	if code = d.set(given[:len(rest)], given[len(rest)+1:]); code == Done {
		d.touch()
	}
	return code
}

func (d *Document) set(rest, json string) Code {
	member, rest := pointer.Next(rest)
	switch member {
	case "headers":
		return d.header.Set(rest, json)
	case "query":
		return d.query.Set(rest, json)
	case "body":
		return d.setBody(rest, json)
	}
	if len(rest) > 0 {
		return BadPointer
	}
	s, code := text.DecodeString(json)
	switch {
	case code != Done:
		return code
	case member == "url":
		d.url = s
	case header.IsToken(s):
		d.method = strings.ToUpper(s)
	default:
		return BadValue
	}
	return Done
}

func (d *Document) setBody(rest, json string) Code {
	room := maxDepth - pointer.Levels(rest)
	if room < 0 {
		return OverLimit
	}
	v, code := text.Decode(json, room)
	if code != Done {
		return code
	}
	body, code := d.owned.Put(d.body, rest, v)
	if code == Done {
		d.body = body
	}
	return code
}
