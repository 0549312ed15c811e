package document

// getRequest gives the request, or what rest leads to in it.
func (d *Document) getRequest(rest []byte) Code {
	if len(rest) == 0 {
		if !d.there {
			return Absent
		}
		return d.encodeRequest()
	}
	token, rest := next(rest)
	if string(token) == "headers" { // before all else: hidden is hidden, there or not
		return d.getHeaders(rest)
	}
	if !d.there {
		return Absent
	}
	switch string(token) {
	case "method":
		return d.getText(d.request.Method, rest)
	case "url":
		return d.getText(d.request.URL, rest)
	case "query":
		return d.getQuery(rest)
	case "body":
		return d.find(d.request.Body, rest)
	}
	return Absent
}

func (d *Document) getText(text string, rest []byte) Code {
	if len(rest) > 0 {
		return BadPointer
	}
	d.buf = appendQuoted(d.buf, text)
	return Done
}

func (d *Document) encodeRequest() Code {
	d.buf = append(d.buf, '{')
	d.name("body")
	if code := d.encode(d.request.Body); code != Done {
		return code
	}
	d.name("headers")
	d.encodeHeaders()
	d.name("method")
	d.buf = appendQuoted(d.buf, d.request.Method)
	d.name("query")
	d.encodeQuery()
	d.name("url")
	d.buf = append(appendQuoted(d.buf, d.request.URL), '}')
	return Done
}
