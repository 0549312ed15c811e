package document

// getRequest gives the request, or what is below a place in it.
func (d *Document) getRequest(p place, below []byte) Code {
	switch p {
	case atRequest:
		return d.wholeRequest()
	case atMethod:
		return d.getString(d.method, below)
	case atURL:
		return d.getString(d.url, below)
	case atHeaders:
		d.header.GetAll(&d.out)
		return Done
	case atQuery:
		if len(below) > 0 {
			return d.query.Get(&d.out, below)
		}
		d.query.GetAll(&d.out)
		return Done
	case atBody:
		d.look(len(below))
		return d.find(d.body, below)
	}
	return Absent
}

func (d *Document) getString(s string, below []byte) Code {
	if len(below) > 0 {
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
