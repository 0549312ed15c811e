package document

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
)

// encode appends v to the buffer, as the http plugin would send it: numbers as
// they were written, names sorted, no HTML escaping. It stops when the text is
// longer than Get may give.
func (d *Document) encode(v any) Code {
	code := Done
	switch v := v.(type) {
	case string:
		d.buf = appendQuoted(d.buf, v)
	case map[string]any:
		code = d.encodeObject(v)
	case []any:
		code = d.encodeList(v)
	case json.Number:
		code = d.encodeNumber(string(v))
	case nil:
		d.buf = append(d.buf, "null"...)
	case bool:
		d.buf = strconv.AppendBool(d.buf, v)
	case float64:
		d.buf, code = appendFloat(d.buf, v)
	case int:
		d.buf = strconv.AppendInt(d.buf, int64(v), 10)
	case int64:
		d.buf = strconv.AppendInt(d.buf, v, 10)
	case uint64:
		d.buf = strconv.AppendUint(d.buf, v, 10)
	default:
		code = d.encodeOther(v)
	}
	if code == Done && len(d.buf) > d.max {
		return OverLimit
	}
	return code
}

func (d *Document) encodeObject(m map[string]any) Code {
	if m == nil {
		return d.encode(nil)
	}
	if len(m) > d.max/4 { // each takes four bytes at least: no need to sort them
		return OverLimit
	}
	start := len(d.keys)
	for name := range m {
		d.keys = append(d.keys, name)
	}
	slices.Sort(d.keys[start:])
	d.buf = append(d.buf, '{')
	code := Done
	for i := start; i < start+len(m) && code == Done; i++ {
		name := d.keys[i] // read anew each time: deeper levels may move the stack
		d.name(name)
		code = d.encode(m[name])
	}
	d.buf = append(d.buf, '}')
	d.popKeys(start)
	return code
}

// popKeys takes the names from start on off the stack, and lets go of them.
func (d *Document) popKeys(start int) {
	clear(d.keys[start:])
	d.keys = d.keys[:start]
}

// name appends a member's name, with the comma before it unless it is the first.
func (d *Document) name(name string) {
	d.comma('{')
	d.buf = append(appendQuoted(d.buf, name), ':')
}

func (d *Document) comma(opening byte) {
	if d.buf[len(d.buf)-1] != opening {
		d.buf = append(d.buf, ',')
	}
}

func (d *Document) encodeList(list []any) Code {
	if list == nil {
		return d.encode(nil)
	}
	d.buf = append(d.buf, '[')
	for i, item := range list {
		if i > 0 {
			d.buf = append(d.buf, ',')
		}
		if code := d.encode(item); code != Done {
			return code
		}
	}
	d.buf = append(d.buf, ']')
	return Done
}

func (d *Document) encodeTexts(list []string) {
	d.buf = append(d.buf, '[')
	for i, item := range list {
		if i > 0 {
			d.buf = append(d.buf, ',')
		}
		d.buf = appendQuoted(d.buf, item)
	}
	d.buf = append(d.buf, ']')
}

func (d *Document) encodeNumber(n string) Code {
	switch {
	case n == "": // encoding/json takes it for 0
		n = "0"
	case numberLen(n) != len(n):
		return BadValue
	}
	d.buf = append(d.buf, n...)
	return Done
}

// encodeOther is for what a step in front may have put into the body, such as a *big.Int.
func (d *Document) encodeOther(v any) Code {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return BadValue
	}
	d.buf = append(d.buf, bytes.TrimSuffix(b.Bytes(), []byte("\n"))...)
	return Done
}
