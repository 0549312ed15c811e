package document

import (
	"github.com/drayhq/dray/plugins/wasm/document/pointer"
	"github.com/drayhq/dray/plugins/wasm/document/tree"
)

// Get gives the JSON text of what at, a JSON Pointer, leads to: names sorted, numbers
// as they were written, no HTML escaping. A body that is text is that text, as long as
// nobody has looked into it. What it gives is valid until the document's next call.
// Prefixes leave out what is hidden.
func (d *Document) Get(at []byte) (json []byte, code Code) {
	d.out.Text = d.out.Text[:0]
	if code := d.get(at); code != Done {
		return nil, code
	}
	if len(d.out.Text) > d.out.Max {
		return nil, OverLimit
	}
	return d.out.Text, Done
}

func (d *Document) get(at []byte) Code {
	if !pointer.Valid(at) {
		return BadPointer
	}
	p, below := locate(at)
	switch {
	case p == atEvent:
		return d.find(d.event, below)
	case p == atConfig:
		return d.find(d.config, below)
	case p == atRun:
		return d.getRun(below)
	case p == atRoot:
		return d.getWhole()
	case p == atHeaders && len(below) > 0:
		return d.header.Get(&d.out, below) // hidden is hidden, request or not
	case !d.there:
		return Absent
	}
	return d.getRequest(p, below)
}

func (d *Document) find(v any, rest []byte) Code {
	v, code := tree.Find(v, rest)
	if code != Done {
		return code
	}
	return d.out.Value(v)
}

func (d *Document) getWhole() Code {
	d.open()
	d.out.Name("config")
	code := d.out.Value(d.config)
	if code == Done {
		d.out.Name("event")
		code = d.out.Value(d.event)
	}
	if code == Done && d.there {
		d.out.Name("request")
		code = d.wholeRequest()
	}
	if code == Done {
		d.out.Name("run")
		code = d.getRun(nil)
	}
	d.close()
	return code
}

func (d *Document) open()  { d.out.Text = append(d.out.Text, '{') }
func (d *Document) close() { d.out.Text = append(d.out.Text, '}') }
