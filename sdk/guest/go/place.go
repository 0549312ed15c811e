package guest

import "strconv"

// Place is a JSON Pointer (RFC 6901) that other pointers start from. The empty
// one is the whole document. All pointers below are relative to their Place: ""
// means the place itself, "/a/0" the first of a.
type Place string

// What a module reads. Of these it can write the request and its body only.
const (
	Document Place = ""
	Event    Place = "/event"  // the message, as the mapping saw it
	Config   Place = "/config" // the module's settings; {} if it has none
	Request  Place = "/request"
	Body     Place = "/request/body"
)

// Get gives the value's JSON text, numbers as they are spelled.
func (p Place) Get(pointer string) (string, error) {
	text, err := read(p.at(pointer))
	return string(text), err
}

// Set replaces the value by JSON text and makes the parents that are missing.
// The token - appends to a list.
func (p Place) Set(pointer, json string) error { return write(p.at(pointer), []byte(json)) }

// Remove takes the value away. That there is none is no error.
func (p Place) Remove(pointer string) error { return remove(p.at(pointer)) }

// String gives a string.
func (p Place) String(pointer string) (string, error) {
	at := p.at(pointer)
	return as(at, unquote)
}

// Int gives a whole number; one with a fraction or an exponent, or beyond 64
// bits, is not of this type.
func (p Place) Int(pointer string) (int64, error) {
	return as(p.at(pointer), func(text []byte) (int64, bool) {
		n, err := strconv.ParseInt(string(text), 10, 64)
		return n, err == nil
	})
}

// Float gives the number's nearest 64-bit float.
func (p Place) Float(pointer string) (float64, error) {
	return as(p.at(pointer), func(text []byte) (float64, bool) {
		if c := text[0]; c != '-' && (c < '0' || c > '9') {
			return 0, false
		}
		f, err := strconv.ParseFloat(string(text), 64)
		return f, err == nil
	})
}

// Bool gives a truth value.
func (p Place) Bool(pointer string) (bool, error) {
	return as(p.at(pointer), func(text []byte) (value, ok bool) {
		value = string(text) == "true"
		return value, value || string(text) == "false"
	})
}

// Strings gives a list of strings.
func (p Place) Strings(pointer string) ([]string, error) { return as(p.at(pointer), unquoteAll) }

// SetString sets a string. Bytes that are no UTF-8 become U+FFFD.
func (p Place) SetString(pointer, value string) error {
	return write(p.at(pointer), appendQuoted(scratch(), value))
}

// SetInt sets a whole number.
func (p Place) SetInt(pointer string, value int64) error {
	return write(p.at(pointer), strconv.AppendInt(scratch(), value, 10))
}

// SetFloat sets a number. Infinities and NaN, which JSON has not, give [ErrType].
func (p Place) SetFloat(pointer string, value float64) error {
	return write(p.at(pointer), strconv.AppendFloat(scratch(), value, 'g', -1, 64))
}

// SetBool sets a truth value.
func (p Place) SetBool(pointer string, value bool) error {
	return write(p.at(pointer), strconv.AppendBool(scratch(), value))
}

// SetStrings sets a list of strings.
func (p Place) SetStrings(pointer string, values ...string) error {
	return write(p.at(pointer), appendQuotedAll(scratch(), values))
}

// at joins place and pointer in room that the next call uses again.
func (p Place) at(pointer string) []byte {
	state.pointer = append(append(state.pointer[:0], p...), pointer...)
	return state.pointer
}
