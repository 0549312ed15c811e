package document

import (
	"maps"
	"slices"
)

// held gives the spelling under which a header is held, and its values. Of
// spellings that differ in case only, which no mapping makes, it takes the first.
func (d *Document) held(name []byte) (key string, values []string) {
	if values, ok := d.request.Header[string(name)]; ok {
		return string(name), values
	}
	found := false
	for other := range d.request.Header {
		if sameField(other, name) && (!found || other < key) {
			key, found = other, true
		}
	}
	if !found {
		return string(name), nil
	}
	return key, d.request.Header[key]
}

func (d *Document) headerIsList(key string, values []string) bool {
	if len(values) != 1 || len(d.lists) == 0 {
		return len(values) > 1
	}
	_, list := d.lists[headerPlace(key)]
	return list
}

func (d *Document) getHeaders(rest []byte) Code {
	if len(rest) == 0 {
		if !d.there {
			return Absent
		}
		d.encodeHeaders()
		return Done
	}
	name, rest := next(rest)
	key, values := d.held(name)
	if d.hidden(key) {
		return NotAllowed
	}
	return d.getTexts(values, d.headerIsList(key, values), rest)
}

func (d *Document) encodeHeaders() {
	start := len(d.keys)
	for key, values := range d.request.Header {
		if len(values) > 0 && !d.hidden(key) {
			d.keys = append(d.keys, key)
		}
	}
	slices.Sort(d.keys[start:])
	d.buf = append(d.buf, '{')
	for _, key := range d.keys[start:] {
		values := d.request.Header[key]
		d.name(key)
		_ = d.getTexts(values, d.headerIsList(key, values), nil)
	}
	d.buf = append(d.buf, '}')
	d.popKeys(start)
}

func (d *Document) setHeader(rest, json []byte) Code {
	name, rest := next(rest)
	if len(rest) > 0 {
		return d.setHeaderElement(name, rest, json)
	}
	values, list, code := decodeTexts(json)
	if code != Done {
		return code
	}
	if !isToken(name) || slices.ContainsFunc(values, badFieldValue) {
		return BadValue
	}
	d.putHeader(string(name), values, list)
	return Done
}

// setHeaderElement refuses hidden headers, of which it would tell how many values
// there are.
func (d *Document) setHeaderElement(name, rest, json []byte) Code {
	key, values := d.held(name)
	if d.hidden(key) {
		return NotAllowed
	}
	i, code := elementToSet(len(values), d.headerIsList(key, values), rest)
	if code != Done {
		return code
	}
	value, code := decodeText(json)
	if code != Done {
		return code
	}
	if !isToken(name) || badFieldValue(value) {
		return BadValue
	}
	values = append(slices.Clone(values[:i]), append([]string{value}, values[min(i+1, len(values)):]...)...)
	d.putHeader(key, values, true)
	return Done
}

// putHeader replaces whatever differs from name in case only.
func (d *Document) putHeader(name string, values []string, list bool) {
	d.takeHeader(name)
	if len(values) > 0 {
		d.request.Header[name] = values
	}
	if list || len(d.lists) > 0 {
		d.noteList(headerPlace(name), list)
	}
}

func (d *Document) removeHeader(rest []byte) (removed bool, code Code) {
	name, rest := next(rest)
	key, values := d.held(name)
	if len(rest) == 0 {
		if len(values) == 0 {
			return false, Absent
		}
		d.putHeader(key, nil, false)
		return true, Done
	}
	switch {
	case d.hidden(key):
		return false, NotAllowed
	case len(values) == 0:
		return false, Absent
	}
	i, code := element(len(values), d.headerIsList(key, values), rest)
	if code != Done {
		return false, code
	}
	d.putHeader(key, slices.Delete(slices.Clone(values), i, i+1), true)
	return true, Done
}

// takeHeader has the request own its headers, and takes name out of them.
func (d *Document) takeHeader(name string) {
	if !d.ownHeader {
		d.request.Header = maps.Clone(d.request.Header)
		if d.request.Header == nil {
			d.request.Header = map[string][]string{}
		}
		d.ownHeader = true
	}
	for other := range d.request.Header {
		if sameField(other, name) {
			delete(d.request.Header, other)
		}
	}
}
