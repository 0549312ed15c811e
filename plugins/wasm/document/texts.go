package document

import "strings"

// A header or a query parameter is a string or a list of strings to the guest, and
// always a list to the request. What it was set as in this call is remembered, so
// that a guest that appends to a list of none or one meets a list again.

// place is a header or a query parameter.
type place struct {
	header bool
	name   string // of a header in small letters
}

func headerPlace(name string) place { return place{header: true, name: strings.ToLower(name)} }

// noteList notes whether what is at p was set as a list.
func (d *Document) noteList(p place, list bool) {
	switch {
	case !list:
		delete(d.lists, p)
	case d.lists == nil:
		d.lists = map[place]struct{}{p: {}}
	default:
		d.lists[p] = struct{}{}
	}
}

// getTexts gives what rest leads to in values.
func (d *Document) getTexts(values []string, list bool, rest []byte) Code {
	switch {
	case len(values) == 0:
		return Absent
	case len(rest) > 0:
		i, code := element(len(values), list, rest)
		if code == Done {
			d.buf = appendQuoted(d.buf, values[i])
		}
		return code
	case list:
		d.encodeTexts(values)
	default:
		d.buf = appendQuoted(d.buf, values[0])
	}
	return Done
}

// element reads rest as the place of a string in a list of that length.
func element(length int, list bool, rest []byte) (int, Code) {
	if length > 0 && !list {
		return 0, BadPointer
	}
	token, rest := next(rest)
	i, code := index(token, length)
	if code == Done && len(rest) > 0 {
		return 0, BadPointer
	}
	return i, code
}

// elementToSet is element for a place that is to be set: the one after the last as
// well, and none below a string.
func elementToSet(length int, list bool, rest []byte) (int, Code) {
	i, code := element(length, list, rest)
	token, rest := next(rest)
	if code == Absent && atEnd(token) {
		i, code = length, Done
	}
	if code == Done && len(rest) > 0 {
		return 0, BadPointer
	}
	return i, code
}
