package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hidden says whether a header field is never read: those of dray ABI 1, and those
// configured.
func (d *Document) hidden(name string) bool {
	switch len(name) {
	case len("Cookie"):
		if sameField(name, "cookie") {
			return true
		}
	case len("Circle-Token"):
		if sameField(name, "circle-token") {
			return true
		}
	case len("Authorization"):
		if sameField(name, "authorization") {
			return true
		}
	case len("X-Port-Signature"):
		if sameField(name, "x-port-signature") {
			return true
		}
	case len("Proxy-Authorization"):
		if sameField(name, "proxy-authorization") {
			return true
		}
	}
	return d.sensitive != nil && d.sensitive(name)
}

// sameField compares names without regard to the case of ASCII letters, which are
// all the letters that a field name has.
func sameField[T string | []byte](a string, b T) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if a[i] != b[i] && lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c | 0x20
	}
	return c
}

// isToken says whether s can be a method or the name of a header field (RFC 9110,
// section 5.6.2).
func isToken[T string | []byte](s T) bool {
	for i := range len(s) {
		c := lower(s[i])
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && strings.IndexByte("!#$%&'*+-.^_`|~", c) < 0 {
			return false
		}
	}
	return len(s) > 0
}

// badFieldValue says whether the http plugin would refuse to send the value: it
// begins with white space or holds a control character.
func badFieldValue(value string) bool {
	for i := range len(value) {
		if c := value[i]; c < ' ' && c != '\t' || c == 0x7f {
			return true
		}
	}
	first, _ := utf8.DecodeRuneInString(value)
	return value != "" && unicode.IsSpace(first)
}
