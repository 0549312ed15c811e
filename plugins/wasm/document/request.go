package document

import "github.com/drayhq/dray/plugins/wasm/document/pointer"

// getRequest gives the request, or what rest leads to in it.
func (d *Document) getRequest(rest []byte) Code {
	if len(rest) == 0 {
		if !d.there {
			return Absent
		}
		return d.wholeRequest()
	}
	token, rest := pointer.Next(rest)
	if string(token) == "headers" && len(rest) > 0 {
		return d.header.Get(&d.out, rest) // hidden is hidden, request or not
	}
	if !d.there {
		return Absent
	}
	switch string(token) {
	case "method":
		return d.getString(d.method, rest)
	case "url":
		return d.getString(d.url, rest)
	case "headers":
		d.header.GetAll(&d.out)
		return Done
	case "query":
		if len(rest) > 0 {
			return d.query.Get(&d.out, rest)
		}
		d.query.GetAll(&d.out)
		return Done
	case "body":
		return d.find(d.body, rest)
	}
	return Absent
}

func (d *Document) getString(s string, rest []byte) Code {
	if len(rest) > 0 {
		return BadPointer
	}
	d.out.String(s)
	return Done
}

func (d *Document) wholeRequest() Code {
	d.open()
	d.out.Name("body")
	if code := d.out.Value(d.body); code != Done {
		return code
	}
	d.out.Name("headers")
	d.header.GetAll(&d.out)
	d.out.Name("method")
	d.out.String(d.method)
	d.out.Name("query")
	d.query.GetAll(&d.out)
	d.out.Name("url")
	d.out.String(d.url)
	d.close()
	return Done
}
