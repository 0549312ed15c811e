package document

import (
	"slices"
	"strings"

	"github.com/drayhq/dray/sdk"
)

// values gives the values of a query parameter, in order.
func (d *Document) values(name string) []string {
	var values []string
	for _, param := range d.request.Query {
		if param.Name == name {
			values = append(values, param.Value)
		}
	}
	return values
}

func (d *Document) queryIsList(name string, count int) bool {
	if count != 1 || len(d.lists) == 0 {
		return count > 1
	}
	_, list := d.lists[place{name: name}]
	return list
}

func (d *Document) getQuery(rest []byte) Code {
	if len(rest) == 0 {
		d.encodeQuery()
		return Done
	}
	token, rest := next(rest)
	name := string(token)
	values := d.values(name)
	return d.getTexts(values, d.queryIsList(name, len(values)), rest)
}

func (d *Document) encodeQuery() {
	d.order = d.order[:0]
	for i := range d.request.Query {
		d.order = append(d.order, i)
	}
	query := d.request.Query
	slices.SortStableFunc(d.order, func(a, b int) int { return strings.Compare(query[a].Name, query[b].Name) })
	d.buf = append(d.buf, '{')
	for i := 0; i < len(d.order); {
		name, start := query[d.order[i]].Name, i
		for i < len(d.order) && query[d.order[i]].Name == name {
			i++
		}
		d.name(name)
		list := d.queryIsList(name, i-start)
		if list {
			d.buf = append(d.buf, '[')
		}
		for n, at := range d.order[start:i] {
			if n > 0 {
				d.buf = append(d.buf, ',')
			}
			d.buf = appendQuoted(d.buf, query[at].Value)
		}
		if list {
			d.buf = append(d.buf, ']')
		}
	}
	d.buf = append(d.buf, '}')
}

func (d *Document) setQuery(rest, json []byte) Code {
	token, rest := next(rest)
	name := string(token)
	if len(rest) > 0 {
		return d.setQueryElement(name, rest, json)
	}
	values, list, code := decodeTexts(json)
	if code != Done {
		return code
	}
	d.putQuery(name, values)
	d.noteList(place{name: name}, list)
	return Done
}

func (d *Document) setQueryElement(name string, rest, json []byte) Code {
	values := d.values(name)
	i, code := elementToSet(len(values), d.queryIsList(name, len(values)), rest)
	if code != Done {
		return code
	}
	value, code := decodeText(json)
	if code != Done {
		return code
	}
	d.putQuery(name, append(append(values[:i:i], value), values[min(i+1, len(values)):]...))
	d.noteList(place{name: name}, true)
	return Done
}

// putQuery gives name these values, in the places of those it had; what is more
// follows the last one.
func (d *Document) putQuery(name string, values []string) {
	out := make([]sdk.Param, 0, len(d.request.Query)+len(values))
	last := -1
	for _, param := range d.request.Query {
		if param.Name == name {
			if len(values) == 0 {
				continue
			}
			param.Value, values = values[0], values[1:]
			last = len(out)
		}
		out = append(out, param)
	}
	if last < 0 {
		last = len(out) - 1
	}
	for _, value := range values {
		last++
		out = slices.Insert(out, last, sdk.Param{Name: name, Value: value})
	}
	d.request.Query = out
}

func (d *Document) removeQuery(rest []byte) (removed bool, code Code) {
	token, rest := next(rest)
	name := string(token)
	values := d.values(name)
	if len(values) == 0 {
		return false, Absent
	}
	if len(rest) == 0 {
		d.putQuery(name, nil)
		d.noteList(place{name: name}, false)
		return true, Done
	}
	i, code := element(len(values), d.queryIsList(name, len(values)), rest)
	if code != Done {
		return false, code
	}
	d.cutQuery(name, i)
	d.noteList(place{name: name}, true)
	return true, Done
}

// cutQuery takes out the i-th parameter of that name.
func (d *Document) cutQuery(name string, i int) {
	for at, param := range d.request.Query {
		if param.Name != name {
			continue
		}
		if i == 0 {
			d.request.Query = slices.Delete(slices.Clone(d.request.Query), at, at+1)
			return
		}
		i--
	}
}
